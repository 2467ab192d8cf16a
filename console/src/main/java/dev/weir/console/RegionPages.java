package dev.weir.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.show.Census;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.console.show.Waiting;
import dev.weir.console.show.Wan;
import dev.weir.console.show.WaveRail;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import dev.weir.web.Route;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * A region's console: its own devices, cache, lease and backlog. It asks nobody else, so it works
 * while global can't be reached, and every page says since when that is.
 */
record RegionPages(RegionFleet fleet, Door door, Html html) {
  List<Route> routes() {
    return List.of(
        door.page(Links.HOME, this::overview),
        door.page(Links.FIND, this::find),
        door.page(Links.DEVICES, this::devices),
        door.page(Links.DEVICES + "/{device}", this::device),
        door.page(Links.ROLLOUTS, this::rollouts),
        door.page(Links.ROLLOUTS + "/{rollout}", this::rollout),
        door.write(Links.ROLLOUTS + "/{rollout}/halt", this::halt));
  }

  private Html.Page page(
      Visit visit, RegionStatus status, String template, String title, Section section) {
    return Html.Page.of("region/" + template)
        .with("frame", visit.frame().titled(title, section).noticing(Wan.of(status, visit.now())))
        .with("status", status);
  }

  /** A page from an answer and the region's status, which every page shows a part of. */
  private <T> void show(
      Visit visit,
      Responder out,
      CompletableFuture<Reply<T>> reply,
      BiFunction<RegionStatus, T, Html.Page> page) {
    html.reply(visit, out, Replies.both(fleet.status(), reply, page), whole -> whole);
  }

  private void overview(Visit visit, Responder out) {
    show(
        visit,
        out,
        fleet.rollouts(),
        (status, rollouts) ->
            page(visit, status, "overview", "Overview", Section.OVERVIEW)
                .with("census", Census.of(status.census()))
                .with(
                    "rollouts",
                    rollouts.items().stream().filter(r -> !r.state().isOver()).toList()));
  }

  private void find(Visit visit, Responder out) throws RefusedCall {
    Finding.find(visit, out, fleet::device);
  }

  private void devices(Visit visit, Responder out) throws RefusedCall {
    DeviceAsk ask = Asks.devices(Forms.query(visit.call()));
    show(
        visit,
        out,
        fleet.devices(ask),
        (status, devices) ->
            page(visit, status, "devices", "Devices", Section.DEVICES)
                .with("page", devices)
                .with("ask", ask));
  }

  private void device(Visit visit, Responder out) throws RefusedCall {
    DeviceId device = visit.call().path("device", DeviceId::of);
    show(
        visit,
        out,
        Replies.both(
            fleet.device(device),
            fleet.rollouts(),
            (view, rollouts) -> new Shown(view, Waiting.of(view, rollouts.items()))),
        (status, shown) ->
            page(visit, status, "device", device.text(), Section.DEVICES)
                .with("device", shown.device())
                .with("waiting", shown.waiting()));
  }

  private record Shown(LocalDeviceView device, List<RolloutId> waiting) {}

  private void rollouts(Visit visit, Responder out) {
    show(
        visit,
        out,
        fleet.rollouts(),
        (status, rollouts) ->
            page(visit, status, "rollouts", "Rollouts", Section.ROLLOUTS)
                .with("rollouts", rollouts.items()));
  }

  private void rollout(Visit visit, Responder out) throws RefusedCall {
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    show(
        visit,
        out,
        fleet.rollouts().thenApply(reply -> reply.then(list -> found(list, rollout))),
        (status, view) ->
            page(visit, status, "rollout", rollout.text(), Section.ROLLOUTS)
                .with("rollout", view)
                .with("rail", WaveRail.of(view))
                .with("progress", WaveRail.whole(view)));
  }

  private static Reply<LocalRolloutView> found(LocalRolloutList list, RolloutId rollout) {
    return list.items().stream()
        .filter(view -> view.rollout().equals(rollout))
        .findFirst()
        .map(Reply::done)
        .orElseGet(
            () ->
                Reply.refused(
                    Code.NOT_FOUND,
                    "this region has no rollout " + rollout + "; its list has those it has"));
  }

  /** A region may stop what global lets go on; sent twice it changes nothing more. */
  private void halt(Visit visit, Responder out) throws RefusedCall {
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    String reason = Forms.reason(visit.form());
    String why = reason.isEmpty() ? "somebody at this region halted it" : reason;
    out.when(
        fleet.halt(rollout, why),
        done -> {
          if (done instanceof Reply.Refused<LocalRolloutList> refused) {
            html.refuse(visit, out, refused.code(), refused.detail());
          } else {
            Html.redirect(out, Links.rollout(rollout));
          }
        });
  }
}
