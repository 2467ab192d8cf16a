package dev.weir.system.console;

import dev.weir.agent.adapter.probe.Probes;
import dev.weir.agent.adapter.sqlite.SqliteSpool;
import dev.weir.agent.spool.OpenPacks;
import dev.weir.agent.spool.Spool;
import dev.weir.protocol.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Readings of the last hour that wait in a device's spool, as after a time without its region: made
 * up, around what this machine measures now, and sent by the agent like all others.
 */
final class History {
  private static final Duration SPAN = Duration.ofMinutes(62);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final long SPOOL_BYTES = 8L << 20;

  private final Random chance = new Random(7);
  private final Map<Metric, Double> now = new EnumMap<>(Metric.class);
  private double load = 0.3;

  private History() {}

  /** Fills the spool of an agent that was never started. */
  static void fill(Path device) throws IOException {
    Files.createDirectories(device);
    History history = new History();
    Probes.of(Path.of("/"), device).measure(history.now::put);
    try (SqliteSpool store = SqliteSpool.at(device.resolve("spool.db"), Instant::now)) {
      Spool spool = new Spool(store, SPOOL_BYTES);
      spool.open(history.chance.nextLong());
      history.write(spool);
      spool.stop();
    }
  }

  private void write(Spool spool) throws IOException {
    Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    OpenPacks packs = new OpenPacks();
    for (Instant at = end.minus(SPAN); at.isBefore(end); at = at.plus(EVERY)) {
      measure(packs, at, Duration.between(at, end).toMillis() / (double) SPAN.toMillis());
      if (packs.isFull()) {
        spool.add(packs.close());
        packs.spooled();
      }
    }
    spool.add(packs.close());
  }

  /**
   * One measurement.
   *
   * @param left of the span, 1 to 0
   */
  private void measure(OpenPacks packs, Instant at, double left) {
    double shift = Math.sin(9 * left) / 8;
    load += 0.2 * (0.35 + shift - load) + 0.03 * chance.nextGaussian();
    add(packs, Metric.CPU_LOAD, Math.min(1, Math.max(0.02, load)), at);
    add(packs, Metric.TEMPERATURE, 41 + 24 * load + chance.nextGaussian() / 3, at);
    around(
        packs, Metric.MEMORY_USED, 1 - 0.05 * left + shift / 20 + chance.nextGaussian() / 200, at);
    around(packs, Metric.DISK_USED, 1 - 0.01 * left, at);
    around(packs, Metric.NETWORK_RECEIVED, 1 - (left + Math.sin(9 * left) / 20) / 2, at);
    around(packs, Metric.NETWORK_SENT, 1 - (left - Math.sin(9 * left) / 20) / 2, at);
  }

  private void around(OpenPacks packs, Metric metric, double share, Instant at) {
    if (now.containsKey(metric)) {
      add(packs, metric, Math.rint(now.get(metric) * share), at);
    }
  }

  private static void add(OpenPacks packs, Metric metric, double value, Instant at) {
    packs.add(metric.priority(), metric.reading(value, at));
  }
}
