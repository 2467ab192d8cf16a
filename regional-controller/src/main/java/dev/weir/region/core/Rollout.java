package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import dev.weir.region.cache.Profile;
import dev.weir.region.cache.Readiness;
import dev.weir.region.device.FullImages;
import dev.weir.region.dispatch.Standing;
import dev.weir.region.lease.Lease;
import dev.weir.region.report.Evidence;
import dev.weir.region.report.Tally;
import dev.weir.region.store.DirectiveRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One rollout in the index: its directive, its counts, and its targets by what can happen next. */
final class Rollout {
  /** The highest order first. */
  static final Comparator<Rollout> ORDER =
      Comparator.<Rollout>comparingLong(rollout -> rollout.order.order())
          .reversed()
          .thenComparing(rollout -> rollout.order.rollout());

  private static final Comparator<Place> BY_RANK =
      Comparator.comparing(Place::rank).thenComparing(Place::device);

  /** Where a target stands among those that wait. */
  record Place(Rank rank, DeviceId device) {}

  Directive order;
  Optional<Selector> selector;
  Optional<String> halted = Optional.empty();
  boolean isTold;
  Evidence excused = Evidence.NONE;
  Optional<String> notReady = Optional.of("the prefetch has not ended");

  /** Lists of more payloads that the cache has. */
  private List<Digest> listed = List.of();

  FullImages fullImages = FullImages.NONE;
  boolean isChanged = true;

  final Tally tally = new Tally();

  /** Targets that an open wave takes in, by where they are counted. */
  final Shelves shelves = new Shelves();

  /** Targets that no rule of their own blocks. */
  final TreeMap<Place, Tracked> ready = new TreeMap<>(BY_RANK);

  /** Who holds a permit or switches without one; each ends by itself. */
  final TreeMap<DeviceId, Tracked> permits = new TreeMap<>();

  /** Who may still be kept from installing. */
  final TreeMap<DeviceId, Tracked> recallable = new TreeMap<>();

  /** How many targets would take a payload for this profile. */
  final TreeMap<Profile, Integer> profiles = new TreeMap<>();

  Rollout(Directive order, Optional<Selector> selector) {
    this.order = order;
    this.selector = selector;
  }

  RolloutId id() {
    return order.rollout();
  }

  boolean isOpen() {
    return order.state().isOpen() && halted.isEmpty();
  }

  boolean matches(Tracked entry) {
    return order.model().equals(entry.record.owned().model())
        && selector.isPresent()
        && selector.get().matches(entry.record.owned().attributes());
  }

  /** Whether the cache has what the directive names besides the manifest. */
  boolean isListed() {
    return order.more().filter(listed::contains).isPresent();
  }

  /** The cache has what it needs; whether that says something new that is to be kept. */
  boolean stock(Readiness.Ready ready) {
    notReady = Optional.empty();
    listed = ready.more();
    FullImages before = fullImages;
    fullImages = before.each(ready.fullBytes());
    return !fullImages.equals(before);
  }

  Standing standing(Lease lease) {
    return new Standing(order, halted, notReady, permits.size(), lease);
  }

  RolloutCounts counts() {
    return tally.counts(id(), order.waves().size(), halted.isPresent());
  }

  DirectiveRow row() {
    return new DirectiveRow(order, halted, isTold, excused.failureCounts(), fullImages);
  }
}
