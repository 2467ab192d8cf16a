package dev.weir.agent.link;

import java.time.Duration;

/**
 * When a device asks global where it belongs.
 *
 * @param turnedAway so many times in a row by its region, it asks
 * @param patience without being served until it asks; up to twice as long, so that devices that
 *     lost their region together do not ask together
 * @param backoff between two questions, and before the first of a device that was turned away
 */
public record SearchSettings(int turnedAway, Duration patience, Backoff backoff) {
  public static final SearchSettings DEFAULTS =
      new SearchSettings(
          3, Duration.ofMinutes(3), new Backoff(Duration.ofSeconds(20), Duration.ofMinutes(15)));

  public SearchSettings {
    if (turnedAway < 1 || patience.toMillis() < 1) {
      throw new IllegalArgumentException("turnedAway and patience must be positive");
    }
  }
}
