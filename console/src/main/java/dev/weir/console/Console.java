package dev.weir.console;

import dev.weir.console.fleet.CommonFleet;
import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.show.Frame;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.protocol.id.RegionId;
import dev.weir.web.Gatekeeper;
import dev.weir.web.Route;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
        fleet,
        door,
        Stream.concat(
            new GlobalPages(fleet, door, html).routes().stream(),
            new RolloutPages(fleet, door, html).routes().stream()));
  }

  /** A region's. */
  public List<Route> region(RegionId region, RegionFleet fleet) {
    Door door =
        door("region " + region, List.of(Section.OVERVIEW, Section.DEVICES, Section.ROLLOUTS));
    return rows(fleet, door, new RegionPages(fleet, door, html).routes().stream());
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
            assets.addresses(),
            Optional.empty(),
            clock.instant()));
  }

  private List<Route> rows(CommonFleet fleet, Door door, Stream<Route> pages) {
    return Stream.of(
            Stream.of(Route.get("/").does((call, out) -> Html.redirect(out, Links.HOME))),
            Stream.of(assets.route()),
            door.routes().stream(),
            new CommonPages(fleet, door, html).routes().stream(),
            pages)
        .flatMap(rows -> rows)
        .toList();
  }
}
