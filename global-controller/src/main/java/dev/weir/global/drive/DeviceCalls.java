package dev.weir.global.drive;

import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.plan.DesiredReleases;
import dev.weir.global.registry.Filter;
import dev.weir.global.registry.Listed;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.util.List;
import java.util.Optional;

/** The registry: pages of devices, pins and hand-overs, regions. */
final class DeviceCalls {
  /** Devices in a page at most. */
  static final int PAGE = 1000;

  private final Ledger ledger;
  private final Handovers handovers;

  DeviceCalls(Ledger ledger, Handovers handovers) {
    this.ledger = ledger;
    this.handovers = handovers;
  }

  DevicePage page(Filter filter, String cursor, int limit) {
    int wanted = Math.max(1, Math.min(limit, PAGE));
    List<DeviceId> ids =
        ledger.registry().page(filter, cursor, wanted + 1).stream().map(Listed::id).toList();
    List<Device> rows = ledger.store().devices(ids.subList(0, Math.min(wanted, ids.size())));
    DesiredReleases desired = desired();
    List<DeviceView> items =
        Fitting.first(
            DeviceView.CODEC,
            rows.stream().map(device -> device.view(List.of(), desired.of(device))).toList());
    return new DevicePage(
        items,
        items.size() == ids.size()
            ? Optional.empty()
            : Optional.of(items.get(items.size() - 1).device().text()));
  }

  private DesiredReleases desired() {
    return new DesiredReleases(ledger.rollouts(), ledger::releaseOf);
  }

  Reply<DeviceView> get(DeviceId id) {
    return found(id).map(device -> device.view(ledger.store().reportsOf(id), desired().of(device)));
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
              handovers.place(device.pinned(to));
              return get(id);
            });
  }

  private static String tag(Device device) {
    return device.view(List.of(), Optional.empty()).tag();
  }

  Reply<RegionList> regions(String cursor, int limit) {
    return Paging.page(
            List.copyOf(ledger.regions()),
            cursor,
            limit,
            region -> region.id().text(),
            RegionView.CODEC,
            (Region region) -> region.view(ledger.registry().ownedBy(region.id())))
        .map(page -> new RegionList(page.items(), page.next()));
  }
}
