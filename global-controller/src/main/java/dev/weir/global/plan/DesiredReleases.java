package dev.weir.global.plan;

import dev.weir.global.catalog.Release;
import dev.weir.global.fleet.Desired;
import dev.weir.global.fleet.Device;
import dev.weir.global.rollout.Rollout;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rollouts want on a device: the newest decides that is open, is for the device, and has its
 * rank open. Regions send by the same rule.
 */
public final class DesiredReleases {
  private final List<Wish> newestFirst = new ArrayList<>();

  private record Wish(Rollout rollout, Release release, Selector selector, Rank open) {}

  /**
   * The rollouts as they stand.
   *
   * @param releaseOf gives a rollout's release
   */
  public DesiredReleases(List<Rollout> rollouts, Function<Rollout, Release> releaseOf) {
    rollouts.stream()
        .filter(rollout -> rollout.state().isOpen() && rollout.openRank().isPresent())
        .sorted(Comparator.comparingLong(Rollout::order).reversed())
        .forEach(
            rollout ->
                newestFirst.add(
                    new Wish(
                        rollout,
                        releaseOf.apply(rollout),
                        Selector.parse(rollout.spec().selector()),
                        rollout.openRank().orElseThrow())));
  }

  /** Empty where no rollout wants anything on it. */
  public Optional<Desired> of(Device device) {
    Map<String, String> attributes = device.attributes();
    for (Wish wish : newestFirst) {
      if (wish.release().model().equals(device.model())
          && wish.selector().matches(attributes)
          && Rank.of(wish.rollout().id(), device.id()).isWithin(wish.open())) {
        return Optional.of(new Desired(wish.release().id(), wish.rollout().id()));
      }
    }
    return Optional.empty();
  }
}
