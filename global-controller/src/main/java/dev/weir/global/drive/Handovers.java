package dev.weir.global.drive;

import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.fleet.Device;
import dev.weir.global.partition.Partition;
import dev.weir.global.registry.Listed;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands devices to the regions that should serve them, each under a new owner epoch. After rules
 * were put, one pass goes over all devices; else only those move that no region served and one now
 * may. A pass takes small slices, between which other calls have their turn. What is left to do
 * follows from the rows, so that after a restart it begins again and finds less.
 */
final class Handovers {
  private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

  /** Devices that are looked at in a turn of the loop, and those of them that are moved. */
  private static final int LOOK = 5000;

  private static final int MOVE = 100;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Loop loop;
  private final Ledger ledger;
  private final SortedMap<String, Integer> moved = new TreeMap<>();
  private Loop.Timer timer = () -> {};

  Handovers(Loop loop, Ledger ledger) {
    this.loop = loop;
    this.ledger = ledger;
  }

  /** Begins a pass from the first device, whatever pass is under way. */
  void begin() {
    timer.cancel();
    moved.clear();
    slice("");
  }

  private void slice(String after) {
    Partition partition = ledger.partition();
    boolean all = !ledger.residency().isSettled();
    List<DeviceId> leaving = new ArrayList<>();
    int looked = 0;
    String last = after;
    boolean isEnd = true;
    for (Listed device : ledger.registry().after(after)) {
      if (looked == LOOK || leaving.size() == MOVE) {
        isEnd = false;
        break;
      }
      looked++;
      last = device.id().text();
      if ((all || device.region().isEmpty()) && !device.region().equals(home(partition, device))) {
        leaving.add(device.id());
      }
    }
    move(partition, leaving);
    if (isEnd) {
      settle(all);
    } else {
      String next = last;
      timer = loop.after(PAUSE, () -> slice(next));
    }
  }

  private static Optional<RegionId> home(Partition partition, Listed device) {
    return partition.regionOf(device.id(), device.pin(), device.attributes());
  }

  private void move(Partition partition, List<DeviceId> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    Commit.Builder commit = new Commit.Builder();
    List<Optional<RegionId>> to = new ArrayList<>();
    Counters counters = ledger.counters();
    for (Device device : ledger.store().devices(leaving)) {
      Optional<RegionId> owner = partition.regionOf(device.id(), device.pin(), device.attributes());
      counters = counters.nextEpoch();
      handOver(commit, device, owner, counters.ownerEpoch());
      to.add(owner);
    }
    ledger.commit(commit.put(counters).build());
    to.forEach(region -> moved.merge(region.map(RegionId::text).orElse("none"), 1, Integer::sum));
  }

  /** Tells the old region that the device is gone, and the new one that it is there. */
  private void handOver(
      Commit.Builder commit, Device device, Optional<RegionId> owner, long epoch) {
    Device next = device.ownedBy(owner, epoch);
    commit.put(next);
    device
        .region()
        .ifPresent(old -> ledger.append(commit, old, number -> Feeds.item(number, device.gone())));
    owner.ifPresent(to -> ledger.append(commit, to, number -> Feeds.item(number, next.owned())));
  }

  private void settle(boolean all) {
    Commit.Builder commit = new Commit.Builder();
    if (all) {
      commit.put(ledger.residency().settle());
    }
    if (!moved.isEmpty()) {
      int sum = moved.values().stream().mapToInt(Integer::intValue).sum();
      String to =
          moved.entrySet().stream()
              .map((Map.Entry<String, Integer> part) -> part.getValue() + " to " + part.getKey())
              .collect(Collectors.joining(", "));
      ledger.note(commit, Clocks.now(loop), ChangeKind.DEVICES_MOVED, "residency", to);
      LOG.info("{} devices were handed over: {}", sum, to);
    }
    if (all || !moved.isEmpty()) {
      ledger.commit(commit.build());
      moved.clear();
    }
  }

  /** Hands one device over, where its row's pin wants that; keeps the row. */
  void place(Device device) {
    Optional<RegionId> owner =
        ledger.partition().regionOf(device.id(), device.pin(), device.attributes());
    Commit.Builder commit = new Commit.Builder();
    if (owner.equals(device.region())) {
      commit.put(device);
    } else {
      Counters counters = ledger.counters().nextEpoch();
      handOver(commit, device, owner, counters.ownerEpoch());
      commit.put(counters);
    }
    ledger.commit(commit.build());
  }
}
