package dev.weir.region.drive;

import dev.weir.protocol.id.RegionId;
import dev.weir.region.core.CoreLimits;
import java.time.Duration;

/**
 * How a region works.
 *
 * @param limits what it takes on
 * @param queue device messages that may wait; one more is answered busy
 * @param batch events that one commit takes in at most
 * @param syncEvery longest time between two syncs
 * @param syncApart shortest time between two syncs
 * @param syncTimeout after which an unanswered sync counts as lost
 */
public record RegionSettings(
    RegionId region,
    CoreLimits limits,
    int queue,
    int batch,
    Duration syncEvery,
    Duration syncApart,
    Duration syncTimeout) {
  public RegionSettings {
    if (queue < 1 || batch < 1) {
      throw new IllegalArgumentException("queue and batch must be at least 1");
    }
    if (syncApart.isNegative() || syncEvery.compareTo(syncApart) < 0) {
      throw new IllegalArgumentException("syncEvery must be at least syncApart");
    }
  }

  /** The settings of docs/protocol.md, section 6.1. */
  public static RegionSettings of(RegionId region) {
    return new RegionSettings(
        region,
        CoreLimits.DEFAULT,
        50_000,
        4096,
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        Duration.ofSeconds(15));
  }

  public RegionSettings syncingEvery(Duration every) {
    return new RegionSettings(
        region,
        limits,
        queue,
        batch,
        every,
        syncApart.compareTo(every) < 0 ? syncApart : every,
        syncTimeout);
  }
}
