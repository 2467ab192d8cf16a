package dev.weir.region.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * How long readings are kept.
 *
 * @param raw each reading as it came
 * @param minutes what the readings of a minute come to; at least as long
 */
public record Retention(Duration raw, Duration minutes) {
  /** What a region keeps unless it is told otherwise. */
  public static final Retention DEFAULT = new Retention(Duration.ofDays(1), Duration.ofDays(30));

  private static final int PERCENT = 100;

  public Retention {
    if (raw.compareTo(Duration.ofMinutes(1)) < 0 || minutes.compareTo(raw) < 0) {
      throw new IllegalArgumentException(
          "raw readings are kept for at least 1m, minutes for at least as long as raw ones");
    }
  }

  /** The first minute of which raw readings are kept. */
  public long rawFrom(Instant now) {
    return Sample.minuteOf(now.minus(raw).toEpochMilli());
  }

  /** The first minute that is kept. */
  public long minutesFrom(Instant now) {
    return Sample.minuteOf(now.minus(minutes).toEpochMilli());
  }

  /**
   * What is kept where a file has grown so far.
   *
   * @param used bytes in use
   * @param bytes that it should have at most
   * @param share in percent of this retention, as it was last
   * @return in percent: a tenth less above the bound, a tenth more well below it
   */
  public static int share(long used, long bytes, int share) {
    if (used > bytes) {
      return Math.max(1, share - Math.max(1, share / 10));
    }
    return used < bytes / 10 * 8 ? Math.min(PERCENT, share + Math.max(1, share / 10)) : share;
  }

  /** So many percent of it. */
  public Retention cut(int share) {
    Duration less = raw.multipliedBy(share).dividedBy(PERCENT);
    Duration least = Duration.ofMinutes(1);
    Duration kept = less.compareTo(least) < 0 ? least : less;
    Duration all = minutes.multipliedBy(share).dividedBy(PERCENT);
    return new Retention(kept, all.compareTo(kept) < 0 ? kept : all);
  }
}
