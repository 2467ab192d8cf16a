package dev.weir.region.view;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import java.util.Optional;
import java.util.function.Consumer;

/** What people ask a region. Any thread may call; replies come on the region's thread. */
public interface RegionQueries {
  void status(Consumer<RegionStatus> reply);

  /**
   * Devices by id.
   *
   * @param after id of the last device of the page before; empty: from the start
   * @param limit 1 to 1000
   */
  void devices(
      DeviceFilter filter, Optional<DeviceId> after, int limit, Consumer<LocalDevicePage> reply);

  void device(DeviceId device, Consumer<Optional<LocalDeviceView>> reply);

  /** Whether the device may be updated now; empty where this region does not serve it. */
  void why(RolloutId rollout, DeviceId device, Consumer<Optional<Explanation>> reply);

  /** The rollouts in force, the highest order first. */
  void rollouts(Consumer<LocalRolloutList> reply);

  /** A page of a rollout's targets; empty where this region has no such rollout. */
  void targets(RolloutId rollout, TargetsAsk ask, Consumer<Optional<TargetPage>> reply);

  /** A device's readings; the reply may come on telemetry's thread. */
  void telemetry(DeviceId device, TelemetryAsk ask, Consumer<Measured> reply);
}
