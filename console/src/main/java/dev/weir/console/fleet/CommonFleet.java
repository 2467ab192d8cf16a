package dev.weir.console.fleet;

import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import java.util.concurrent.CompletableFuture;

/**
 * What both tiers are asked. Any thread may ask; a reply comes on any thread. Global hands these on
 * to regions, so their answers may take seconds or not come.
 */
public interface CommonFleet {
  /** Whether the device may be updated now, and the rule that says so. */
  CompletableFuture<Reply<Explanation>> why(RolloutId rollout, DeviceId device);

  CompletableFuture<Reply<TargetPage>> targets(RolloutId rollout, TargetAsk ask);

  CompletableFuture<Reply<TelemetryView>> telemetry(DeviceId device, TelemetryAsk ask);
}
