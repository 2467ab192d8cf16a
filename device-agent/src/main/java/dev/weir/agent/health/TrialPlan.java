package dev.weir.agent.health;

import java.time.Duration;
import java.util.Optional;

/**
 * When an image on trial is started: at the beginning, every so often, and at the end.
 *
 * @param length of the trial
 * @param every pause between two starts
 */
public record TrialPlan(Duration length, Duration every) {
  public TrialPlan {
    if (length.isNegative() || every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("a trial's length is not negative, its pause positive");
    }
  }

  /**
   * How long to wait before the next start; empty where the trial is over.
   *
   * @param waited the pauses so far, together; the starts' own time does not count
   */
  public Optional<Duration> pauseAfter(Duration waited) {
    if (waited.compareTo(length) >= 0) {
      return Optional.empty();
    }
    Duration left = length.minus(waited);
    return Optional.of(every.compareTo(left) < 0 ? every : left);
  }
}
