package dev.weir.global.drive;

import java.time.Duration;

/**
 * What an operator may choose.
 *
 * @param lease how long a region that is cut off may go on
 * @param silentAfter when a region that does not sync is called silent
 * @param answerLimit how long a question to a region may take
 * @param retryAfter when a member that no region can serve may ask again
 */
public record Settings(
    Duration lease, Duration silentAfter, Duration answerLimit, Duration retryAfter) {
  public static final Settings DEFAULT =
      new Settings(
          Duration.ofHours(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  public Settings {
    for (Duration duration : new Duration[] {lease, silentAfter, answerLimit, retryAfter}) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("settings are longer than nothing; found " + duration);
      }
    }
  }

  public Settings withLease(Duration other) {
    return new Settings(other, silentAfter, answerLimit, retryAfter);
  }
}
