package dev.weir.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.console.show.Wan;
import dev.weir.console.show.WaveRail;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutCounts;
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
final class RegionPages {
  private final RegionFleet fleet;
  private final Door door;
  private final Html html;

  RegionPages(RegionFleet fleet, Door door, Html html) {
    this.fleet = fleet;
    this.door = door;
    this.html = html;
  }

  List<Route> routes() {
    return List.of(
        door.page(Links.HOME, this::overview),
        door.page(Links.FIND, this::find),
        door.page(Links.DEVICES, this::devices),
        door.page(Links.DEVICES + "/{device}", this::device),
        door.page(Links.ROLLOUTS, this::rollouts),
        door.page(Links.ROLLOUTS + "/{rollout}", this::rollout));
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
    html.reply(
        visit,
        out,
        fleet.status(),
        status -> page(visit, status, "overview", "Overview", Section.OVERVIEW));
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
        fleet.device(device),
        (status, view) ->
            page(visit, status, "device", device.text(), Section.DEVICES).with("device", view));
  }

  private void rollouts(Visit visit, Responder out) {
    html.reply(
        visit,
        out,
        fleet.status(),
        status -> page(visit, status, "rollouts", "Rollouts", Section.ROLLOUTS));
  }

  private void rollout(Visit visit, Responder out) throws RefusedCall {
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    html.reply(
        visit,
        out,
        fleet.status().thenApply(reply -> reply.then(status -> rollout(visit, status, rollout))),
        page -> page);
  }

  private Reply<Html.Page> rollout(Visit visit, RegionStatus status, RolloutId rollout) {
    for (RolloutCounts counts : status.counts()) {
      if (counts.rollout().equals(rollout)) {
        return Reply.done(
            page(visit, status, "rollout", rollout.text(), Section.ROLLOUTS)
                .with("counts", counts)
                .with("rail", WaveRail.of(counts))
                .with("progress", WaveRail.whole(counts)));
      }
    }
    return Reply.refused(
        Code.NOT_FOUND, "this region has no rollout " + rollout + "; its list has those it has");
  }
}
