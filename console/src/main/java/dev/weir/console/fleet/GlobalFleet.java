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
import dev.weir.protocol.api.Terms;
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

  /**
   * Releases, the newest first.
   *
   * @param cursor of the page before; empty: from the start
   * @param limit 1 to 1000
   */
  CompletableFuture<Reply<ReleaseList>> releases(String cursor, int limit);

  /** Rollouts, likewise. */
  CompletableFuture<Reply<RolloutList>> rollouts(String cursor, int limit);

  CompletableFuture<Reply<RolloutView>> rollout(RolloutId rollout);

  /** What the rollout would do; changes nothing. */
  CompletableFuture<Reply<PlanView>> plan(RolloutSpec spec);

  CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec, Terms terms);

  /**
   * Pauses, resumes or aborts.
   *
   * @param reason for people; may be empty
   * @param terms name the revision that was seen; where it is another by now, nothing is done
   */
  CompletableFuture<Reply<RolloutView>> command(
      RolloutId rollout, Command command, String reason, Terms terms);
}
