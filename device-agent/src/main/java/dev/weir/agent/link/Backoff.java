package dev.weir.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: capped exponential growth with full jitter, so that
 * devices that were cut off together do not come back together.
 *
 * @param base the longest first wait
 * @param cap the longest wait of all
 */
public record Backoff(Duration base, Duration cap) {
  private static final int MAX_SHIFT = 30;

  public Backoff {
    if (base.toMillis() < 1 || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "backoff needs a base of at least 1 ms and a cap not below it; found "
              + base
              + " and "
              + cap);
    }
  }

  /**
   * A wait from zero to the limit of this attempt.
   *
   * @param failed attempts before this one
   */
  public Duration next(int failed, RandomGenerator chance) {
    long limit = base.toMillis();
    for (int i = 0; i < Math.min(failed, MAX_SHIFT) && limit < cap.toMillis(); i++) {
      limit *= 2;
    }
    return Duration.ofMillis(chance.nextLong(Math.min(limit, cap.toMillis()) + 1));
  }
}
