package dev.weir.global.drive;

import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Partition;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.selector.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry: pages of devices, pins and hand-overs, regions. */
final class DeviceCalls {
  /** Devices in a page at most. */
  static final int PAGE = 1000;

  /** Rows that one page looks at; with a selector that few match, pages may be short, not slow. */
  private static final int SCAN = 10_000;

  private final Ledger ledger;

  DeviceCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  Reply<DevicePage> page(String selectorText, String cursor, int limit) {
    Selector selector;
    try {
      selector = Selector.parse(selectorText);
    } catch (IllegalArgumentException e) {
      return Reply.refused(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
    int wanted = Math.max(1, Math.min(limit, PAGE));
    List<Device> rows = ledger.store().devices(cursor, SCAN);
    List<DeviceView> found =
        rows.stream()
            .filter(device -> selector.matches(device.attributes()))
            .limit(wanted)
            .map(device -> device.view(List.of()))
            .toList();
    List<DeviceView> items = Fitting.first(DeviceView.CODEC, found);
    boolean isCut = items.size() == wanted || items.size() < found.size();
    if (isCut) {
      return Reply.done(page(items, items.get(items.size() - 1).device()));
    }
    return Reply.done(
        rows.size() < SCAN
            ? new DevicePage(items, Optional.empty())
            : page(items, rows.get(rows.size() - 1).id()));
  }

  private static DevicePage page(List<DeviceView> items, DeviceId last) {
    return new DevicePage(items, Optional.of(last.text()));
  }

  Reply<DeviceView> get(DeviceId id) {
    return found(id).map(device -> device.view(ledger.store().reportsOf(id)));
  }

  private Reply<Device> found(DeviceId id) {
    return ledger
        .store()
        .device(id)
        .map(Reply::done)
        .orElseGet(() -> Reply.refused(Code.NOT_FOUND, "there is no device " + id));
  }

  /** Pins a device to a region, or lifts its pin; hands it over where that changes its region. */
  Reply<DeviceView> pin(DeviceId id, Optional<RegionId> to, Optional<String> match) {
    if (to.isPresent() && ledger.region(to.get()).isEmpty()) {
      return Reply.refused(
          Code.NOT_FOUND, "there is no region " + to.get() + "; see weir get regions");
    }
    return found(id)
        .then(device -> Matching.check("device " + id, device, tag(device), match))
        .then(
            device -> {
              move(device.pinned(to));
              return get(id);
            });
  }

  private static String tag(Device device) {
    return device.view(List.of()).tag();
  }

  private void move(Device device) {
    RegionId owner =
        Partition.regionOf(device.id(), device.pin(), ledger.regions()).orElse(device.region());
    Commit.Builder commit = new Commit.Builder();
    if (owner.equals(device.region())) {
      commit.put(device);
    } else {
      Counters counters = ledger.counters().nextEpoch();
      Device moved = device.ownedBy(owner, counters.ownerEpoch());
      commit.put(moved).put(counters);
      ledger.append(commit, device.region(), number -> Feeds.item(number, device.gone()));
      ledger.append(commit, owner, number -> Feeds.item(number, moved.owned()));
    }
    ledger.commit(commit.build());
  }

  Reply<RegionList> regions(String cursor, int limit) {
    Map<RegionId, Integer> owned = ledger.store().owned();
    return Paging.page(
            List.copyOf(ledger.regions()),
            cursor,
            limit,
            region -> region.id().text(),
            RegionView.CODEC,
            (Region region) -> region.view(owned.getOrDefault(region.id(), 0)))
        .map(page -> new RegionList(page.items(), page.next()));
  }
}
