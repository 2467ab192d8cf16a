package dev.weir.region.app;

import dev.weir.node.Options;
import dev.weir.protocol.id.RegionId;
import dev.weir.region.telemetry.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of a regional controller.
 *
 * @param ports by service, {@code api} or a transport; -1: as before, or any free one
 * @param cacheBytes that the payload cache holds at most
 * @param telemetry how long readings are kept
 * @param telemetryBytes that its store has at most
 */
record RegionOptions(
    Path data,
    String host,
    int healthPort,
    Optional<Path> join,
    Optional<RegionId> id,
    Map<String, Integer> ports,
    Duration sync,
    long cacheBytes,
    Retention telemetry,
    long telemetryBytes) {
  /** A port that was not given. */
  static final int AS_BEFORE = -1;

  static final List<String> TRANSPORTS = List.of("mqtt", "coap", "http");

  private static final int MAX_PORT = 65_535;
  private static final long MIB = 1024 * 1024;

  static RegionOptions read(Options options) {
    Path data = options.path("data");
    String host = options.text("host", "127.0.0.1");
    int health = (int) options.number("health-port", 0, 0, MAX_PORT);
    Optional<Path> join =
        options.has("join") ? Optional.of(options.path("join")) : Optional.empty();
    Optional<RegionId> id =
        options.read(
            "id",
            Optional.<RegionId>empty(),
            text -> Optional.of(RegionId.of(text)),
            "a region's name: 1 to 63 of a-z 0-9 . _ -");
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("api", port(options, "api"));
    TRANSPORTS.forEach(transport -> ports.put(transport, port(options, transport)));
    Duration sync =
        options.read(
            "sync",
            Duration.ofSeconds(2),
            text -> atLeast(options.duration("sync", Duration.ofSeconds(2))),
            "a duration of at least 50ms, such as 250ms or 2s");
    long cache = options.number("cache-mib", 10 * 1024, 1, 1024 * 1024) * MIB;
    Retention telemetry = retention(options);
    long telemetryBytes = options.number("telemetry-mib", 4096, 16, 7 * 1024) * MIB;
    options.check();
    return new RegionOptions(
        data, host, health, join, id, ports, sync, cache, telemetry, telemetryBytes);
  }

  private static Retention retention(Options options) {
    Duration raw = options.duration("telemetry-raw", Retention.DEFAULT.raw());
    return options.read(
        "telemetry-minutes",
        new Retention(raw, Retention.DEFAULT.minutes()),
        text -> new Retention(raw, Options.parseDuration(text)),
        "a duration such as 720h, at least as long as --telemetry-raw");
  }

  private static Duration atLeast(Duration sync) {
    if (sync.toMillis() < 50) {
      throw new IllegalArgumentException();
    }
    return sync;
  }

  private static int port(Options options, String service) {
    return (int) options.number(service + "-port", AS_BEFORE, 0, MAX_PORT);
  }
}
