package dev.weir.global.salvage;

import java.time.Instant;

/**
 * Numbers that were never given out: epochs, orders, revisions, generations, places in a feed. Rows
 * with higher ones than those that were found may be lost, so a margin is left; and since each of
 * them rises more slowly than the clock, the time in milliseconds is above all of them even where
 * nothing at all was found.
 */
public final class Numbers {
  private static final long MARGIN = 1_000_000;

  private Numbers() {}

  /**
   * A number above all that were given out.
   *
   * @param highest the highest that was found anywhere; 0 where none was
   */
  public static long above(long highest, Instant now) {
    return Math.max(highest + MARGIN, now.toEpochMilli());
  }
}
