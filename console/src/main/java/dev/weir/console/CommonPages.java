package dev.weir.console;

import dev.weir.console.fleet.CommonFleet;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.console.show.Readings;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import dev.weir.web.Route;
import java.util.List;

/**
 * What both consoles have alike: parts of pages whose answers may take seconds, because a region is
 * asked. Each comes after its page.
 */
final class CommonPages {
  private final CommonFleet fleet;
  private final Door door;
  private final Html html;

  CommonPages(CommonFleet fleet, Door door, Html html) {
    this.fleet = fleet;
    this.door = door;
    this.html = html;
  }

  List<Route> routes() {
    return List.of(
        door.page(Links.DEVICES + "/{device}/why/{rollout}", this::why),
        door.page(Links.DEVICES + "/{device}/telemetry", this::telemetry),
        door.page(Links.ROLLOUTS + "/{rollout}/targets", this::targets));
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
    TargetAsk ask = Asks.targets(Forms.query(visit.call()));
    if (!visit.isPart()) {
      html.send(
          out,
          200,
          Html.Page.of("targets")
              .with("frame", visit.frame().titled("Targets of " + rollout, Section.ROLLOUTS))
              .with("rollout", rollout)
              .with("ask", ask));
      return;
    }
    html.reply(
        visit,
        out,
        fleet.targets(rollout, ask),
        page ->
            Html.Page.of("part/targets")
                .with("page", page)
                .with("rollout", rollout)
                .with("ask", ask)
                .with("now", visit.now()));
  }
}
