package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TelemetryView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What global asks its regions for, through the driver. */
class QuestionsDriveTest {
  private static final RolloutId R = RolloutId.of("r");
  private static final Span USUAL =
      new Span(Optional.empty(), Optional.empty(), Optional.empty(), 60);

  private final World world = new World();

  @BeforeEach
  void fleet() {
    world.withFleet(3);
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    world.syncAll();
  }

  private CompletableFuture<Reply<TargetPage>> ask(String cursor, int limit) {
    return world.driver.targets(
        R, Optional.empty(), Optional.empty(), Optional.empty(), cursor, limit);
  }

  private TargetPage page(String cursor, int limit) {
    CompletableFuture<Reply<TargetPage>> reply = ask(cursor, limit);
    world.syncAll();
    return world.done(reply);
  }

  private static List<String> names(TargetPage page) {
    return page.items().stream().map(target -> target.device().text()).toList();
  }

  @Test
  void targetsComeRegionByRegionInPagesOfAnyLength() {
    List<String> whole = List.of("n0", "n1", "n2", "s0", "s1", "s2");
    for (int limit = 1; limit <= 7; limit++) {
      List<String> found = new ArrayList<>();
      Optional<String> cursor = Optional.of("");
      while (cursor.isPresent()) {
        TargetPage page = page(cursor.get(), limit);
        assertThat(page.items().size()).isLessThanOrEqualTo(limit);
        assertThat(page.missing()).isEmpty();
        found.addAll(names(page));
        cursor = page.next();
      }
      assertThat(found).as("pages of " + limit).isEqualTo(whole);
    }
  }

  @Test
  void waveAndStateAreAskedForInTheRegions() {
    CompletableFuture<Reply<TargetPage>> reply =
        world.driver.targets(
            R, Optional.of(2), Optional.of(TargetState.SILENT), Optional.empty(), "", 10);
    world.syncAll();
    Target first = world.done(reply).items().get(0);
    assertThat(first.wave()).isEqualTo(2);
    assertThat(first.state()).isEqualTo(TargetState.SILENT);
  }

  @Test
  void targetsOfOneRegionAreAskedForThereAlone() {
    CompletableFuture<Reply<TargetPage>> reply =
        world.driver.targets(
            R, Optional.empty(), Optional.empty(), Optional.of(world.south().id), "", 10);
    assertThat(world.sync(world.north()).queries()).isEmpty();
    world.syncAll();
    assertThat(names(world.done(reply))).containsExactly("s0", "s1", "s2");
  }

  @Test
  void aRegionThatDoesNotAnswerInTimeIsNamedAndTheOthersAreShown() {
    CompletableFuture<Reply<TargetPage>> reply = ask("", 10);
    world.sync(world.south());
    world.sync(world.south());
    assertThat(reply).isNotDone();
    world.loop.advance(Settings.DEFAULT.answerLimit());
    TargetPage page = world.done(reply);
    assertThat(names(page)).containsExactly("s0", "s1", "s2");
    assertThat(page.missing()).containsExactly(NORTH);
    assertThat(world.sync(world.north()).queries()).isEmpty();
  }

  /** A version that it does not know would make its whole page malformed. */
  @Test
  void aRegionOfTheFirstVersionIsNeverAsked() {
    world.north().version = 1;
    world.sync(world.north());
    CompletableFuture<Reply<TargetPage>> some = ask("", 10);
    assertThat(world.sync(world.north()).queries()).isEmpty();
    world.syncAll();
    assertThat(world.done(some).missing()).containsExactly(NORTH);
    assertThat(
            world.refused(world.driver.telemetry(World.id("n0"), USUAL), Code.OLD_REGION).detail())
        .contains("north");

    world.south().version = 1;
    world.sync(world.south());
    world.refused(ask("", 10), Code.OLD_REGION);
  }

  @Test
  void badCursorsAndUnknownRolloutsAreRefused() {
    world.refused(ask("north", 10), Code.MALFORMED);
    world.refused(ask("NORTH/", 10), Code.MALFORMED);
    world.refused(
        world.driver.targets(
            RolloutId.of("q"), Optional.empty(), Optional.empty(), Optional.empty(), "", 10),
        Code.NOT_FOUND);
  }

  @Test
  void readingsAreThoseOfTheLastHourUnlessToldOtherwise() {
    CompletableFuture<Reply<TelemetryView>> reply = world.driver.telemetry(World.id("s1"), USUAL);
    Instant now = world.loop.now();
    world.syncAll();
    TelemetryView view = world.done(reply);
    assertThat(view.device()).isEqualTo(World.id("s1"));
    assertThat(view.until()).isEqualTo(now);
    assertThat(view.since()).isEqualTo(now.minus(Duration.ofHours(1)));
    assertThat(view.step()).isEqualTo(Duration.ofMinutes(1));
    Span backwards = new Span(Optional.empty(), Optional.of(now), Optional.of(now), 60);
    world.refused(world.driver.telemetry(World.id("s1"), backwards), Code.MALFORMED);
    world.refused(world.driver.telemetry(World.id("x"), USUAL), Code.NOT_FOUND);
    CompletableFuture<Reply<TelemetryView>> late = world.driver.telemetry(World.id("s1"), USUAL);
    world.loop.advance(Settings.DEFAULT.answerLimit());
    assertThat(world.refused(late, Code.NO_ANSWER).detail()).contains(SOUTH.text());
  }
}
