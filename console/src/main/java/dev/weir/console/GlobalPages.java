package dev.weir.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.show.Attempt;
import dev.weir.console.show.Census;
import dev.weir.console.show.Conflict;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.console.show.Waiting;
import dev.weir.console.show.WaveRail;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import dev.weir.web.Route;
import java.util.List;
import java.util.Optional;

/** The global console's pages that only show. */
record GlobalPages(GlobalFleet fleet, Door door, Html html) {
  /** What stands in memory is asked for as a whole where a page looks for a part of it. */
  private static final int ALL = 1000;

  private static final int ROLLOUTS = 50;
  private static final int RELEASES = 20;

  List<Route> routes() {
    return List.of(
        door.page(Links.HOME, this::overview),
        door.page(Links.FIND, this::find),
        door.page(Links.DEVICES, this::devices),
        door.page(Links.DEVICES + "/{device}", this::device),
        door.page(Links.RELEASES, this::releases),
        door.page(Links.ROLLOUTS, this::rollouts),
        door.page(Links.ROLLOUTS + "/{rollout}", this::rollout),
        door.page(Links.REGIONS, this::regions));
  }

  private static Html.Page page(Visit visit, String template, String title, Section section) {
    return Html.Page.of("global/" + template).with("frame", visit.frame().titled(title, section));
  }

  private void overview(Visit visit, Responder out) {
    Html.Page page = page(visit, "overview", "Overview", Section.OVERVIEW);
    html.reply(
        visit,
        out,
        Replies.both(
            Replies.both(
                fleet.overview(),
                fleet.regions(),
                (overview, regions) ->
                    page.with("overview", overview)
                        .with("census", Census.of(overview.census()))
                        .with("regions", regions.items())),
            fleet.rollouts("", ALL),
            (part, rollouts) ->
                part.with(
                    "rollouts",
                    rollouts.items().stream().filter(r -> !r.state().isOver()).toList())),
        whole -> whole);
  }

  private void find(Visit visit, Responder out) throws RefusedCall {
    Finding.find(visit, out, fleet::device);
  }

  private void devices(Visit visit, Responder out) throws RefusedCall {
    DeviceAsk ask = Asks.devices(Forms.query(visit.call()));
    html.reply(
        visit,
        out,
        Replies.both(
            fleet.devices(ask),
            fleet.regions(),
            (devices, regions) ->
                page(visit, "devices", "Devices", Section.DEVICES)
                    .with("page", devices)
                    .with("ask", ask)
                    .with("regions", regions.items().stream().map(RegionView::region).toList())),
        page -> page);
  }

  private void device(Visit visit, Responder out) throws RefusedCall {
    DeviceId device = visit.call().path("device", DeviceId::of);
    html.reply(
        visit,
        out,
        Replies.both(
            fleet.device(device),
            fleet.rollouts("", ROLLOUTS),
            (view, rollouts) ->
                page(visit, "device", device.text(), Section.DEVICES)
                    .with("device", view)
                    .with("waiting", Waiting.of(view, rollouts.items()))
                    .with("attempts", Attempt.of(view.reports()))),
        page -> page);
  }

  /** A page of them; all of them besides, for the names of the versions that deltas start from. */
  private void releases(Visit visit, Responder out) throws RefusedCall {
    String cursor = Forms.query(visit.call()).text("cursor");
    html.reply(
        visit,
        out,
        Replies.both(
            Replies.both(
                fleet.releases(cursor, RELEASES),
                fleet.releases("", ALL),
                (shown, all) ->
                    page(visit, "releases", "Releases", Section.RELEASES)
                        .with("page", shown)
                        .with("cursor", cursor)
                        .with("all", all.items())),
            fleet.overview(),
            (page, overview) -> page.with("census", Census.of(overview.census()))),
        page -> page);
  }

  private void rollouts(Visit visit, Responder out) throws RefusedCall {
    String cursor = Forms.query(visit.call()).text("cursor");
    html.reply(
        visit,
        out,
        fleet.rollouts(cursor, ROLLOUTS),
        rollouts ->
            page(visit, "rollouts", "Rollouts", Section.ROLLOUTS)
                .with("page", rollouts)
                .with("cursor", cursor));
  }

  private void rollout(Visit visit, Responder out) throws RefusedCall {
    RolloutId rollout = visit.call().path("rollout", RolloutId::of);
    Optional<Conflict> asked = Asks.conflict(Forms.query(visit.call()));
    html.reply(
        visit,
        out,
        Replies.both(
            fleet.rollout(rollout),
            fleet.overview(),
            (view, overview) ->
                page(visit, "rollout", view.spec().rollout().text(), Section.ROLLOUTS)
                    .with("rollout", view)
                    .with("conflict", asked.map(c -> c.among(overview.changes(), rollout.text())))
                    .with("rail", WaveRail.of(view))
                    .with("progress", WaveRail.whole(view))),
        page -> page);
  }

  private void regions(Visit visit, Responder out) {
    html.reply(
        visit,
        out,
        fleet.regions(),
        regions ->
            page(visit, "regions", "Regions", Section.REGIONS).with("regions", regions.items()));
  }
}
