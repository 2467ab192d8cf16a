package dev.weir.sim.network;

import java.time.Duration;

/**
 * How links behave that are not cut.
 *
 * @param loss share of the messages that are lost, from 0 to 1
 * @param repeat share that come twice
 * @param least delay
 * @param most delay; messages overtake each other within the two
 */
public record Weather(double loss, double repeat, Duration least, Duration most) {
  public static final Weather FAIR = new Weather(0, 0, Duration.ofMillis(5), Duration.ofMillis(60));

  public static final Weather STORM =
      new Weather(0.12, 0.08, Duration.ofMillis(5), Duration.ofMillis(4000));
}
