package dev.weir.region.telemetry;

/**
 * One stored reading.
 *
 * @param series its place in the {@link Spool}'s list
 * @param millis when, since 1970 UTC
 */
public record Sample(int series, long millis, double value) {
  static final long MINUTE = 60_000;

  /** The minute that it falls in, counted from 1970 UTC. */
  public static long minuteOf(long millis) {
    return Math.floorDiv(millis, MINUTE);
  }

  /** When a minute begins, in milliseconds since 1970 UTC. */
  public static long startOf(long minute) {
    return minute * MINUTE;
  }
}
