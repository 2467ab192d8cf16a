package dev.weir.region.core;

import java.time.Duration;

/**
 * What a region takes on.
 *
 * @param devices that it serves at most; one more is not taken on
 * @param rollouts that it keeps at most; the oldest that is over gives way
 * @param backlog relayed reports that wait for global at most; then devices keep theirs
 * @param strangerRetry how long a device is asked to wait that global has not named yet
 */
public record CoreLimits(int devices, int rollouts, int backlog, Duration strangerRetry) {
  /** The bounds of one regional controller. */
  public static final CoreLimits DEFAULT =
      new CoreLimits(250_000, 64, 1_000_000, Duration.ofSeconds(2));
}
