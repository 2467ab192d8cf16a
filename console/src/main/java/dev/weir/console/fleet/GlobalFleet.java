package dev.weir.console.fleet;

import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import java.util.concurrent.CompletableFuture;

/** What the global console asks. */
public interface GlobalFleet extends CommonFleet {
  /** What an operator tells a rollout. */
  enum Command {
    PAUSE,
    RESUME,
    ABORT
  }

  CompletableFuture<Reply<Overview>> overview();

  CompletableFuture<Reply<RegionList>> regions();

  CompletableFuture<Reply<DevicePage>> devices(DeviceAsk ask);

  CompletableFuture<Reply<DeviceView>> device(DeviceId device);

  CompletableFuture<Reply<ReleaseList>> releases();

  CompletableFuture<Reply<RolloutList>> rollouts();

  CompletableFuture<Reply<RolloutView>> rollout(RolloutId rollout);

  /** What the rollout would do; changes nothing. */
  CompletableFuture<Reply<PlanView>> plan(RolloutSpec spec);

  CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec);

  /**
   * Pauses, resumes or aborts.
   *
   * @param reason for people; may be empty
   */
  CompletableFuture<Reply<RolloutView>> command(RolloutId rollout, Command command, String reason);
}
