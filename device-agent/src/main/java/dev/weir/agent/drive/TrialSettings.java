package dev.weir.agent.drive;

import dev.weir.agent.health.TrialPlan;
import dev.weir.protocol.manifest.Health;
import java.time.Duration;

/**
 * How an agent tries an image. The manifest's wishes hold within these limits.
 *
 * @param starts of the process that a trial may take
 * @param every pause between two starts of the image
 * @param longestStart of the image
 * @param longest trial
 */
public record TrialSettings(int starts, Duration every, Duration longestStart, Duration longest) {
  public static final TrialSettings DEFAULTS =
      new TrialSettings(3, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1));

  public TrialSettings {
    if (starts < 1 || every.toMillis() < 1 || longestStart.toMillis() < 1 || longest.isNegative()) {
      throw new IllegalArgumentException("a trial's starts and durations must be positive");
    }
  }

  /** The same with another number of starts. */
  public TrialSettings withStarts(int number) {
    return new TrialSettings(number, every, longestStart, longest);
  }

  TrialPlan plan(Health wished) {
    return new TrialPlan(shorter(wished.trial(), longest), every);
  }

  Health within(Health wished) {
    Duration timeout = shorter(wished.timeout(), longestStart);
    return new Health(wished.arguments(), wished.expect(), timeout, wished.trial());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
