package dev.weir.region.core;

import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.DeviceReports;
import dev.weir.region.device.Devices;
import dev.weir.region.device.Fallback;
import dev.weir.region.device.Stage;
import java.util.Optional;

/**
 * Full images for devices that could not apply their delta, out of the budget that their rollout
 * has in this region. Source: docs/protocol.md, sections 4.8 and 6.4b.
 */
final class Fallbacks {
  private final RegionIndex index;

  Fallbacks(RegionIndex index) {
    this.index = index;
  }

  /** The record after a report that was just taken: decided once for each device and rollout. */
  DeviceRecord after(DeviceRecord record, Report report) {
    Optional<Rollout> rollout =
        report.rollout().flatMap(id -> Optional.ofNullable(index.rollouts.get(id)));
    return rollout.isPresent()
            && DeviceReports.isOfDelta(report)
            && isUndecided(record, rollout.get())
        ? decided(record, rollout.get())
        : record;
  }

  private static boolean isUndecided(DeviceRecord record, Rollout rollout) {
    return rollout.order.fallbackBytes() > 0
        && rollout.order.state() != RolloutState.ABORTED
        && record
            .action(rollout.id())
            .filter(action -> action.stage() == Stage.FAILED && action.fallback().isEmpty())
            .isPresent();
  }

  private DeviceRecord decided(DeviceRecord record, Rollout rollout) {
    if (!rollout.fullImages.hasRoom(rollout.order.fallbackBytes())) {
      notice("weir_fallbacks_refused_total", record, rollout, "there is no room for a full image");
      return Devices.fellBack(record, rollout.id(), Fallback.NO_ROOM);
    }
    rollout.fullImages = rollout.fullImages.given();
    index.changes.directive(rollout);
    notice("weir_fallbacks_total", record, rollout, "it gets the full image");
    return Devices.fellBack(record, rollout.id(), Fallback.FULL_IMAGE);
  }

  private void notice(String metric, DeviceRecord record, Rollout rollout, String what) {
    index.effects.add(
        new Effect.Notice(
            metric,
            "device "
                + record.id()
                + " could not apply its delta in "
                + rollout.id()
                + ": "
                + what
                + "; "
                + rollout.fullImages.bytes()
                + " of "
                + rollout.order.fallbackBytes()
                + " bytes are used"));
  }
}
