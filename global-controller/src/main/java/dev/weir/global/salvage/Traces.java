package dev.weir.global.salvage;

import dev.weir.global.fleet.Device;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FeedItem;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is told of a thing by the rows of others: a region's feed says whom it serves and what it
 * was ordered, so it knows devices and rollouts whose own rows are lost. Devices' rows come first,
 * then the feeds.
 */
public final class Traces {
  private final SortedMap<DeviceId, Owner> owners = new TreeMap<>();
  private final SortedMap<RegionId, Long> feedEnds = new TreeMap<>();
  private final NavigableSet<RegionId> serving = new TreeSet<>();
  private final SortedMap<RolloutId, Directive> directives = new TreeMap<>();
  private long ownerEpoch;
  private long rolloutOrder;

  /**
   * The newest word on who serves a device.
   *
   * @param told what that region was told of it; absent: the device's own row is as new
   */
  public record Owner(Optional<RegionId> region, long epoch, Optional<DeviceOwned> told) {}

  /** A device's row. */
  public void device(Device row) {
    owners.put(row.id(), new Owner(row.region(), row.ownerEpoch(), Optional.empty()));
    ownerEpoch = Math.max(ownerEpoch, row.ownerEpoch());
    row.region().ifPresent(serving::add);
  }

  /** An item of a region's feed. */
  public void fed(RegionId region, FeedItem item) {
    serving.add(region);
    feedEnds.merge(region, item.sequence(), Math::max);
    item.owned().ifPresent(owned -> owned(region, owned));
    item.gone().ifPresent(gone -> ownerEpoch = Math.max(ownerEpoch, gone.ownerEpoch()));
    item.directive().ifPresent(this::directive);
  }

  private void owned(RegionId region, DeviceOwned owned) {
    ownerEpoch = Math.max(ownerEpoch, owned.ownerEpoch());
    Owner before = owners.get(owned.device());
    if (before == null || before.epoch() < owned.ownerEpoch()) {
      owners.put(
          owned.device(), new Owner(Optional.of(region), owned.ownerEpoch(), Optional.of(owned)));
    }
  }

  private void directive(Directive next) {
    rolloutOrder = Math.max(rolloutOrder, next.order());
    directives.merge(
        next.rollout(), next, (one, other) -> one.revision() >= other.revision() ? one : other);
  }

  /** The devices that a feed knows better than their own row does, or that have none. */
  public SortedMap<DeviceId, Owner> betterKnown() {
    SortedMap<DeviceId, Owner> better = new TreeMap<>(owners);
    better.values().removeIf(owner -> owner.told().isEmpty());
    return better;
  }

  /** Regions that serve devices, or were told anything. */
  public List<RegionId> serving() {
    return List.copyOf(serving);
  }

  /** The newest item of a region's feed; 0 where none was found. */
  public long feedEnd(RegionId region) {
    return feedEnds.getOrDefault(region, 0L);
  }

  /** The newest directive of each rollout of which any region was told. */
  public SortedMap<RolloutId, Directive> directives() {
    return new TreeMap<>(directives);
  }

  public long ownerEpoch() {
    return ownerEpoch;
  }

  public long rolloutOrder() {
    return rolloutOrder;
  }
}
