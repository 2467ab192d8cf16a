package dev.weir.console;

import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.show.Frame;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.RegionId;
import dev.weir.web.Gatekeeper;
import dev.weir.web.Route;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Both consoles, each as the rows that a controller adds to its server's table. */
public final class Console {
  private final Gatekeeper gate;
  private final RandomGenerator random;
  private final Clock clock;
  private final Html html = new Html();
  private final AssetFiles assets = new AssetFiles();

  /**
   * @param gate knows the operator's token
   * @param random makes the secrets of sessions, so it must not be guessable
   */
  public Console(Gatekeeper gate, RandomGenerator random, Clock clock) {
    this.gate = gate;
    this.random = random;
    this.clock = clock;
  }

  /** Global's. */
  public List<Route> global(GlobalFleet fleet) {
    Door door = door("global", List.of(Section.values()));
    return rows(
        door,
        List.of(
            new GlobalPages(fleet, door, html).routes(),
            new RolloutPages(fleet, door, html).routes(),
            new CommonPages(fleet, () -> names(fleet), door, html).routes()));
  }

  /** A region's. */
  public List<Route> region(RegionId region, RegionFleet fleet) {
    Door door =
        door("region " + region, List.of(Section.OVERVIEW, Section.DEVICES, Section.ROLLOUTS));
    CompletableFuture<Reply<List<RegionId>>> none =
        CompletableFuture.completedFuture(Reply.done(List.of()));
    return rows(
        door,
        List.of(
            new RegionPages(fleet, door, html).routes(),
            new CommonPages(fleet, () -> none, door, html).routes()));
  }

  private static CompletableFuture<Reply<List<RegionId>>> names(GlobalFleet fleet) {
    return fleet
        .regions()
        .thenApply(
            reply -> reply.map(list -> list.items().stream().map(RegionView::region).toList()));
  }

  private Door door(String node, List<Section> sections) {
    return new Door(
        gate,
        random,
        clock,
        html,
        new Frame(
            "",
            node,
            sections,
            Optional.empty(),
            "",
            "",
            "",
            "",
            assets.addresses(),
            Optional.empty(),
            clock.instant()));
  }

  private List<Route> rows(Door door, List<List<Route>> pages) {
    Stream<Route> own =
        Stream.of(
            Route.get("/").does((call, out) -> Html.redirect(out, Links.HOME)), assets.route());
    return Stream.of(own, door.routes().stream(), pages.stream().flatMap(List::stream))
        .flatMap(rows -> rows)
        .toList();
  }
}
