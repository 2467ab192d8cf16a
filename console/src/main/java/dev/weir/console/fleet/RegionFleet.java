package dev.weir.console.fleet;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import java.util.concurrent.CompletableFuture;

/** What a region's console asks; it is answered while global can't be reached. */
public interface RegionFleet extends CommonFleet {
  CompletableFuture<Reply<RegionStatus>> status();

  CompletableFuture<Reply<LocalDevicePage>> devices(DeviceAsk ask);

  CompletableFuture<Reply<LocalDeviceView>> device(DeviceId device);

  /** The rollouts in force here, the newest first. */
  CompletableFuture<Reply<LocalRolloutList>> rollouts();

  /**
   * Halts a rollout in this region, until global lets it go on; a repeat changes nothing.
   *
   * @param reason for people
   */
  CompletableFuture<Reply<LocalRolloutList>> halt(RolloutId rollout, String reason);
}
