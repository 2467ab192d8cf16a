package dev.weir.region.adapter.http;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.view.DeviceFilter;
import dev.weir.region.view.RegionCommands;
import dev.weir.region.view.RegionQueries;
import dev.weir.web.Body;
import dev.weir.web.Call;
import dev.weir.web.Gatekeeper;
import dev.weir.web.OpenApi;
import dev.weir.web.Query;
import dev.weir.web.RefusedCall;
import dev.weir.web.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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

  private static final Query<Optional<Boolean>> ONLINE =
      Query.text(
          "online",
          "true: only devices that are here; false: only others.",
          Limits.TEXT,
          Optional.empty(),
          RegionApi::flag);
  private static final Query<Optional<UpdatePhase>> PHASE =
      choice("phase", "Where the device's last action stands.", UpdatePhase.class);
  private static final Query<Optional<Version>> VERSION =
      Query.text(
          "version",
          "That the device runs; empty: any.",
          Limits.TEXT,
          Optional.empty(),
          text -> text.isEmpty() ? Optional.empty() : Optional.of(new Version(text)));
  private static final Query<Optional<DeviceState>> STATE =
      choice("state", "As the census counts the device.", DeviceState.class);
  private static final Query<Optional<TargetState>> TARGET_STATE =
      choice("state", "Where the target is counted.", TargetState.class);
  private static final Query<Optional<Integer>> WAVE =
      Query.text(
          "wave",
          "From 0; empty: every wave.",
          Limits.TEXT,
          Optional.empty(),
          text -> text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text)));

  private static final int SMALL_BODY = 64 * 1024;

  private RegionApi() {}

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "" -> Optional.empty();
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static <T extends Enum<T>> Query<Optional<T>> choice(
      String name, String says, Class<T> type) {
    return Query.text(
        name,
        says + " One of " + List.of(type.getEnumConstants()) + "; empty: all.",
        Limits.TEXT,
        Optional.empty(),
        text ->
            text.isEmpty()
                ? Optional.empty()
                : Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT))));
  }

  /**
   * The table; it works while global can't be reached.
   *
   * @param now the clock, for questions that name no time
   */
  public static List<Route> routes(
      RegionQueries queries, RegionCommands commands, Gatekeeper gate, Supplier<Instant> now) {
    return OpenApi.described("Weir regional controller", table(queries, commands, gate, now));
  }

  private static List<Route> table(
      RegionQueries queries, RegionCommands commands, Gatekeeper gate, Supplier<Instant> now) {
    return List.of(
        Route.get("/v1/status")
            .by(gate.operator())
            .says("How the region is: devices, lease, backlog, cache.")
            .answers(
                Body.json(RegionStatus.CODEC), call -> Asked.value(reply -> queries.status(reply))),
        Route.get("/v1/devices")
            .by(gate.operator())
            .says("Devices that this region serves, by id, page by page.")
            .reads(SELECTOR, ONLINE, PHASE, VERSION, STATE, CURSOR, LIMIT)
            .answers(Body.json(LocalDevicePage.CODEC), call -> page(queries, call)),
        Route.get("/v1/devices/{device}")
            .by(gate.operator())
            .says("One device that this region serves.")
            .refuses(Code.NOT_FOUND)
            .answers(Body.json(LocalDeviceView.CODEC), call -> device(queries, call)),
        TelemetryRoute.of(queries, gate, now),
        Route.get("/v1/rollouts")
            .by(gate.operator())
            .says("Rollouts in force here, with their counts and why this region halted them.")
            .answers(
                Body.json(LocalRolloutList.CODEC),
                call -> Asked.value(reply -> queries.rollouts(reply))),
        Route.post("/v1/rollouts/{rollout}:halt")
            .by(gate.operator())
            .says(
                "Halts a rollout in this region until global lets it go on; a repeat does nothing.")
            .refuses(Code.NOT_FOUND)
            .takes(Body.json(Reason.CODEC), SMALL_BODY)
            .answers(
                Body.json(LocalRolloutList.CODEC),
                (call, reason) ->
                    Asked.halted(
                        queries, commands, call.path("rollout", RolloutId::of), reason.reason())),
        Route.get("/v1/rollouts/{rollout}/targets")
            .by(gate.operator())
            .says("Targets of a rollout by device, each in the one state that it is counted in.")
            .reads(WAVE, TARGET_STATE, CURSOR, LIMIT)
            .refuses(Code.NOT_FOUND)
            .answers(Body.json(TargetPage.CODEC), call -> targets(queries, call)),
        Route.get("/v1/rollouts/{rollout}/why/{device}")
            .by(gate.operator())
            .says("Whether the device may be updated now, and the rule that says so.")
            .refuses(Code.NOT_FOUND)
            .answers(Body.json(Explanation.CODEC), call -> why(queries, call)));
  }

  private static CompletableFuture<Reply<LocalDevicePage>> page(RegionQueries queries, Call call)
      throws RefusedCall {
    DeviceFilter filter =
        new DeviceFilter(
            call.query(SELECTOR),
            call.query(ONLINE),
            call.query(PHASE),
            call.query(VERSION),
            call.query(STATE));
    Optional<DeviceId> after = call.query(CURSOR);
    int limit = call.query(LIMIT);
    return Asked.value(reply -> queries.devices(filter, after, limit, reply));
  }

  private static CompletableFuture<Reply<LocalDeviceView>> device(RegionQueries queries, Call call)
      throws RefusedCall {
    DeviceId device = call.path("device", DeviceId::of);
    return Asked.found(reply -> queries.device(device, reply), notServed(device));
  }

  private static CompletableFuture<Reply<TargetPage>> targets(RegionQueries queries, Call call)
      throws RefusedCall {
    RolloutId rollout = call.path("rollout", RolloutId::of);
    TargetsAsk ask =
        new TargetsAsk(
            call.query(WAVE), call.query(TARGET_STATE), call.query(CURSOR), call.query(LIMIT));
    return Asked.found(
        reply -> queries.targets(rollout, ask, reply), "this region has no rollout " + rollout);
  }

  private static CompletableFuture<Reply<Explanation>> why(RegionQueries queries, Call call)
      throws RefusedCall {
    RolloutId rollout = call.path("rollout", RolloutId::of);
    DeviceId device = call.path("device", DeviceId::of);
    return Asked.found(reply -> queries.why(rollout, device, reply), notServed(device));
  }

  static String notServed(DeviceId device) {
    return "this region does not serve the device " + device;
  }
}
