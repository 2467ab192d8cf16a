package dev.weir.console;

import dev.weir.console.fleet.CommonFleet;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.console.show.Readings;
import dev.weir.console.show.TargetChoice;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import dev.weir.web.Route;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What both consoles have alike: parts of pages whose answers may take seconds, because a region is
 * asked. Each comes after its page.
 *
 * @param regions that lists can be narrowed to; none at a region
 */
record CommonPages(
    CommonFleet fleet,
    Supplier<CompletableFuture<Reply<List<RegionId>>>> regions,
    Door door,
    Html html) {
  List<Route> routes() {
    return List.of(
        door.page(Links.DEVICES + "/{device}/why/{rollout}", this::why),
        door.page(Links.DEVICES + "/{device}/telemetry", this::telemetry),
        door.page(Links.ROLLOUTS + "/{rollout}/targets", this::targets),
        door.page(Links.ROLLOUTS + "/{rollout}/target-list", this::targetList));
  }

  private void why(Visit visit, Responder out) throws RefusedCall {
    DeviceId device = visit.call().path("device", DeviceId::of);
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    html.reply(
        visit, out, fleet.why(rollout, device), why -> Html.Page.of("part/why").with("why", why));
  }

  private void telemetry(Visit visit, Responder out) throws RefusedCall {
    DeviceId device = visit.call().path("device", DeviceId::of);
    html.reply(
        visit,
        out,
        fleet.telemetry(device, Asks.telemetry(Forms.query(visit.call()), visit.now())),
        view ->
            Html.Page.of("part/telemetry")
                .with("readings", Readings.of(view, visit.now()))
                .with("device", device));
  }

  /** The page at once; its list, which regions are asked for, after it. */
  private void targets(Visit visit, Responder out) throws RefusedCall {
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    TargetChoice choice = Asks.targets(Forms.query(visit.call()));
    html.reply(
        visit,
        out,
        regions.get(),
        names ->
            Html.Page.of("targets")
                .with("frame", visit.frame().titled("Targets of " + rollout, Section.ROLLOUTS))
                .with("rollout", rollout)
                .with("regions", names)
                .with("choice", choice));
  }

  private void targetList(Visit visit, Responder out) throws RefusedCall {
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    TargetChoice choice = Asks.targets(Forms.query(visit.call()));
    html.reply(
        visit,
        out,
        TargetLists.page(fleet, rollout, choice),
        page ->
            Html.Page.of("part/targets")
                .with("page", page)
                .with("rollout", rollout)
                .with("choice", choice)
                .with("now", visit.now()));
  }
}
