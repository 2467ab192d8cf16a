package dev.weir.agent.app;

import dev.weir.agent.drive.AgentSettings;
import dev.weir.agent.drive.DecoderSettings;
import dev.weir.agent.drive.LinkSettings;
import dev.weir.agent.drive.TelemetrySettings;
import dev.weir.agent.drive.TrialSettings;
import dev.weir.node.Options;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.manifest.DeviceFacts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The command line of an agent. Source: docs/architecture.md, Processes.
 *
 * @param join needed until the device is enrolled
 * @param site a device that names none stands alone: its own name
 * @param image what slot a holds; needed at the first start, with its version
 */
record AgentOptions(
    Path data,
    int healthPort,
    Optional<Path> join,
    SiteId site,
    Map<String, String> labels,
    Optional<Path> image,
    Optional<Version> imageVersion,
    AgentSettings settings) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_STARTS = 100;
  private static final int SPOOL_MIB = 8;
  private static final int MAX_SPOOL_MIB = 1024;
  private static final long MIB = 1 << 20;
  private static final int MAX_DECODER_MIB = 256;
  private static final int MAX_CHECKPOINT_MIB = 1 << 20;
  private static final long MAX_RATE = 1L << 40;

  /** Names every fault at once. */
  static AgentOptions read(Options options) {
    options.text("host", "127.0.0.1");
    DeviceId dummy = DeviceId.of("missing");
    DeviceId device =
        options.read(
            "id",
            dummy,
            DeviceId::of,
            "a device's name: 1 to 63 of a-z 0-9 . _ -, begun and ended" + " by a letter or digit");
    options.required("id");
    Model model = options.read("model", new Model("missing"), Model::new, "a model's name");
    options.required("model");
    String transport = options.read("transport", "mqtt", AgentOptions::transport, "mqtt or coap");
    AgentSettings base = AgentSettings.of(device, model, options.text("hardware", ""), transport);
    AgentOptions read =
        new AgentOptions(
            options.path("data"),
            (int) options.number("health-port", 0, 0, MAX_PORT),
            path(options, "join"),
            options.read("site", SiteId.of(device.text()), SiteId::of, "a site's name"),
            options.read("labels", Map.of(), AgentOptions::labels, "key=value,key=value"),
            path(options, "image"),
            optional(options, "image-version", Version::new, "a version such as 3.25.4"),
            with(base, options));
    options.check();
    return read;
  }

  private static AgentSettings with(AgentSettings base, Options options) {
    LinkSettings link = base.link();
    TrialSettings trial = base.trial();
    return base.with(
            base.download()
                .withRate(options.number("rate", 0, 0, MAX_RATE))
                .withDecodingPrice(options.number("decoding-price", 0, 0, DeviceFacts.MOST_PRICE)))
        .with(
            options.read(
                "heartbeat",
                link,
                text -> link.withHeartbeat(Options.parseDuration(text)),
                "a duration such as 250ms, 20s, 5m or 2h"))
        .with(trial.withStarts((int) options.number("starts", trial.starts(), 1, MAX_STARTS)))
        .with(
            MIB * options.number("decoder-mib", base.memory() / MIB, 1, MAX_DECODER_MIB),
            decoder(options))
        .with(telemetry(base.telemetry(), options));
  }

  private static DecoderSettings decoder(Options options) {
    long mib = options.number("checkpoint-mib", 0, 0, MAX_CHECKPOINT_MIB);
    return mib == 0 ? DecoderSettings.DEFAULTS : new DecoderSettings(OptionalLong.of(mib * MIB));
  }

  private static TelemetrySettings telemetry(TelemetrySettings base, Options options) {
    TelemetrySettings every =
        options.read(
            "telemetry-every",
            base,
            text -> base.withEvery(Options.parseDuration(text)),
            "a duration from 100ms to 1h");
    return options
        .read(
            "telemetry-flush",
            every,
            text -> every.withFlush(Options.parseDuration(text)),
            "a duration from 0s to 1h")
        .withSpoolMib(options.number("spool-mib", SPOOL_MIB, 1, MAX_SPOOL_MIB));
  }

  private static String transport(String text) {
    if (!List.of("mqtt", "coap").contains(text)) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static Optional<Path> path(Options options, String name) {
    return optional(options, name, Path::of, "a file");
  }

  private static <T> Optional<T> optional(
      Options options, String name, Function<String, T> parse, String rule) {
    return options.read(name, Optional.empty(), text -> Optional.of(parse.apply(text)), rule);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : text.split(",", Limits.LABELS + 1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || labels.size() == Limits.LABELS) {
        throw new IllegalArgumentException();
      }
      labels.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return Collections.unmodifiableMap(labels);
  }
}
