package dev.weir.region.adapter.http;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.view.RegionQueries;
import dev.weir.web.Body;
import dev.weir.web.Call;
import dev.weir.web.Gatekeeper;
import dev.weir.web.OpenApi;
import dev.weir.web.Query;
import dev.weir.web.RefusedCall;
import dev.weir.web.Route;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The regional controller's API as one table. Source: docs/protocol.md, section 10. */
public final class RegionApi {
  private static final Query<Integer> LIMIT =
      Query.number("limit", "At most so many items.", 1, 1000, 100);
  private static final Query<Optional<DeviceId>> CURSOR =
      Query.text(
          "cursor",
          "From a page before; empty: from the start.",
          Limits.TEXT,
          Optional.empty(),
          text -> text.isEmpty() ? Optional.empty() : Optional.of(DeviceId.of(text)));
  private static final Query<Selector> SELECTOR =
      Query.text(
          "selector",
          "Over labels; empty: all.",
          Limits.SELECTOR,
          Selector.parse(""),
          Selector::parse);

  private RegionApi() {}

  /** The table; it works while global can't be reached. */
  public static List<Route> routes(RegionQueries queries, Gatekeeper gate) {
    return OpenApi.described("Weir regional controller", table(queries, gate));
  }

  private static List<Route> table(RegionQueries queries, Gatekeeper gate) {
    return List.of(
        Route.get("/v1/status")
            .by(gate.operator())
            .says("How the region is: devices, lease, backlog, cache.")
            .answers(
                Body.json(RegionStatus.CODEC), call -> Asked.value(reply -> queries.status(reply))),
        Route.get("/v1/devices")
            .by(gate.operator())
            .says("Devices that this region serves, by id, page by page.")
            .reads(SELECTOR, CURSOR, LIMIT)
            .answers(Body.json(LocalDevicePage.CODEC), call -> page(queries, call)),
        Route.get("/v1/devices/{device}")
            .by(gate.operator())
            .says("One device that this region serves.")
            .refuses(Code.NOT_FOUND)
            .answers(Body.json(LocalDeviceView.CODEC), call -> device(queries, call)),
        Route.get("/v1/rollouts/{rollout}/why/{device}")
            .by(gate.operator())
            .says("Whether the device may be updated now, and the rule that says so.")
            .refuses(Code.NOT_FOUND)
            .answers(Body.json(Explanation.CODEC), call -> why(queries, call)));
  }

  private static CompletableFuture<Reply<LocalDevicePage>> page(RegionQueries queries, Call call)
      throws RefusedCall {
    Selector selector = call.query(SELECTOR);
    Optional<DeviceId> after = call.query(CURSOR);
    int limit = call.query(LIMIT);
    return Asked.value(reply -> queries.devices(selector, after, limit, reply));
  }

  private static CompletableFuture<Reply<LocalDeviceView>> device(RegionQueries queries, Call call)
      throws RefusedCall {
    DeviceId device = call.path("device", DeviceId::of);
    return Asked.found(reply -> queries.device(device, reply), notServed(device));
  }

  private static CompletableFuture<Reply<Explanation>> why(RegionQueries queries, Call call)
      throws RefusedCall {
    RolloutId rollout = call.path("rollout", RolloutId::of);
    DeviceId device = call.path("device", DeviceId::of);
    return Asked.found(reply -> queries.why(rollout, device, reply), notServed(device));
  }

  private static String notServed(DeviceId device) {
    return "this region does not serve the device " + device;
  }
}
