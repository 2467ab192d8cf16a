package dev.weir.region.drive;

import dev.weir.region.telemetry.Retention;
import java.time.Duration;

/**
 * How a region takes telemetry.
 *
 * @param retention how long it is kept
 * @param bytes of the store at most; above four fifths of it less is kept than {@code retention}
 * @param reserve bytes of the disk that are left to the region itself: with less room telemetry
 *     waits
 * @param queue bytes of messages that may wait; one more is answered busy
 * @param batch bytes of messages that one commit takes in, and the rest of the last of them
 * @param prunedAtOnce devices whose old readings are forgotten at once
 * @param pruneEvery how often
 * @param retryAtMost longest time between two tries where the disk is full
 */
public record TelemetrySettings(
    Retention retention,
    long bytes,
    long reserve,
    int queue,
    int batch,
    int prunedAtOnce,
    Duration pruneEvery,
    Duration retryAtMost) {
  private static final int MIB = 1024 * 1024;

  public TelemetrySettings {
    if (bytes < MIB || queue < 1 || batch < 1 || prunedAtOnce < 1) {
      throw new IllegalArgumentException("bytes must be at least 1 MiB, the others at least 1");
    }
  }

  public static TelemetrySettings of(Retention retention) {
    return new TelemetrySettings(
        retention,
        4096L * MIB,
        64L * MIB,
        16 * MIB,
        MIB,
        64,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5));
  }

  /** The store's file may have so many bytes. */
  public TelemetrySettings within(long most) {
    return new TelemetrySettings(
        retention, most, reserve, queue, batch, prunedAtOnce, pruneEvery, retryAtMost);
  }
}
