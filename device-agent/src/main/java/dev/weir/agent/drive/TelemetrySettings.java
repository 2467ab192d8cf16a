package dev.weir.agent.drive;

import java.time.Duration;

/**
 * What an agent measures, and how it keeps it. Readings wait in memory until a pack is closed: each
 * closing is one commit and one sync of the disk, and what is not closed is lost in a crash.
 *
 * @param every pause between two measurements
 * @param flush age at which packs are closed; at most this is lost in a crash
 * @param spoolBytes that may wait for the region
 */
public record TelemetrySettings(Duration every, Duration flush, long spoolBytes) {
  /** What hardly changes is told so often. */
  private static final Duration RARELY = Duration.ofMinutes(15);

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofHours(1);
  private static final long MIB = 1024 * 1024;

  public static final TelemetrySettings DEFAULTS =
      new TelemetrySettings(Duration.ofSeconds(10), Duration.ofSeconds(60), 8 * MIB);

  public TelemetrySettings {
    if (every.compareTo(LEAST) < 0 || every.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("every must be from 100 ms to 1 h; found " + every);
    }
    if (flush.isNegative() || flush.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("flush must be from 0 to 1 h; found " + flush);
    }
    if (spoolBytes < MIB) {
      throw new IllegalArgumentException("a spool holds at least 1 MiB; found " + spoolBytes);
    }
  }

  public TelemetrySettings withEvery(Duration pause) {
    return new TelemetrySettings(pause, flush, spoolBytes);
  }

  public TelemetrySettings withFlush(Duration age) {
    return new TelemetrySettings(every, age, spoolBytes);
  }

  public TelemetrySettings withSpoolMib(long mib) {
    return new TelemetrySettings(every, flush, mib * MIB);
  }

  /** Measurements in one flush. */
  long samplesInFlush() {
    return Math.max(1, flush.toMillis() / every.toMillis());
  }

  /** Measurements until what hardly changes is told again. */
  long samplesInRarely() {
    return Math.max(1, RARELY.toMillis() / every.toMillis());
  }
}
