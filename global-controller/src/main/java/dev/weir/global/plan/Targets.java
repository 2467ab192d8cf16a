package dev.weir.global.plan;

import dev.weir.global.catalog.Release;
import dev.weir.global.catalog.Suitability;
import dev.weir.global.registry.Listed;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Collects the targets of a planned rollout in one pass over all devices, and finds which other
 * rollouts have any of them. A device that no region may serve is none until one may.
 */
public final class Targets implements Consumer<Listed> {
  private final RolloutId rollout;
  private final Release release;
  private final List<Payload> payloads;
  private final Selector selector;
  private final SortedMap<RolloutId, Selector> others;
  private final List<Target> targets = new ArrayList<>();
  private final SortedMap<RolloutId, DeviceId> shared = new TreeMap<>();

  /**
   * @param payloads all that a device may take to come to the release
   * @param others the selectors of the rollouts of the same model that are under way
   */
  public Targets(
      RolloutId rollout,
      Release release,
      List<Payload> payloads,
      Selector selector,
      SortedMap<RolloutId, Selector> others) {
    this.rollout = rollout;
    this.release = release;
    this.payloads = List.copyOf(payloads);
    this.selector = selector;
    this.others = others;
  }

  @Override
  public void accept(Listed device) {
    Map<String, String> attributes = device.attributes();
    if (!device.model().equals(release.model())
        || device.region().isEmpty()
        || !selector.matches(attributes)) {
      return;
    }
    targets.add(target(device, device.region().get()));
    others.forEach(
        (other, wanted) -> {
          if (!shared.containsKey(other) && wanted.matches(attributes)) {
            shared.put(other, device.id());
          }
        });
  }

  private Target target(Listed device, RegionId region) {
    boolean already = Suitability.isRunning(release.manifest(), device.image());
    boolean refused =
        !already && Suitability.isRefused(release.manifest(), device.hardware(), device.version());
    Optional<Payload> payload =
        already || refused ? Optional.empty() : Suitability.bestPayload(payloads, device.image());
    return new Target(
        device.id(), Rank.of(rollout, device.id()), region, already, refused, payload);
  }

  /** By rank. */
  List<Target> byRank() {
    return targets.stream()
        .sorted(Comparator.comparing(Target::rank).thenComparing(Target::device))
        .toList();
  }

  /** Rollouts under way with a target in common, each with one such device. */
  public SortedMap<RolloutId, DeviceId> shared() {
    return shared;
  }

  /** Bytes to devices, if each that takes a payload took the full image. */
  long fullBytes() {
    long one = Suitability.bestPayload(payloads, Optional.empty()).map(Payload::size).orElse(0L);
    return one * targets.stream().filter(target -> target.payload().isPresent()).count();
  }

  Release release() {
    return release;
  }
}
