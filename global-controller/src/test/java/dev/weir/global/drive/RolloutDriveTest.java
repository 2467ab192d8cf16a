package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.firstFailure;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.share;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.fleet.Region;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rollouts through the driver, with regions that a test plays, in virtual time. */
class RolloutDriveTest {
  private static final Duration BAKE = Duration.ofMinutes(10);
  private static final RolloutId R = RolloutId.of("r");
  private static final RolloutSpec CANARY =
      spec("r", count("canary", 2, gate(2, BAKE)), all("rest", gate(6, Duration.ZERO)));

  private final World world = new World().withFleet(4);

  /** The devices by rank. */
  private List<DeviceId> ranked() {
    return Stream.of(world.north(), world.south())
        .flatMap(region -> region.devices.keySet().stream())
        .sorted((a, b) -> Rank.of(R, a).compareTo(Rank.of(R, b)))
        .toList();
  }

  private RolloutView start(RolloutSpec spec) {
    return world.done(world.driver.start(spec));
  }

  @Test
  void canaryThenRestThenCompleted() {
    assertThat(start(CANARY).state()).isEqualTo(RolloutState.PREPARING);
    assertThat(world.rollout("r").waves().get(0).gate()).contains("north", "south");

    world.syncAll();
    RolloutView canary = world.rollout("r");
    assertThat(canary.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(canary.waves().get(0).openRank()).contains(Rank.of(R, ranked().get(1)));
    assertThat(canary.waves().get(0).counts().committed()).isEqualTo(2);
    assertThat(canary.waves().get(0).gate()).contains("2 of 2 ended", "bakes until");
    assertThat(world.north().directives.get(R).waves()).hasSize(1);

    world.loop.advance(BAKE.minusMillis(1));
    assertThat(world.rollout("r").waves().get(1).openRank()).isEmpty();
    world.loop.advance(Duration.ofMillis(1));
    assertThat(world.rollout("r").waves().get(1).openRank()).contains(Rank.HIGHEST);

    world.syncAll();
    RolloutView completed = world.rollout("r");
    assertThat(completed.state()).isEqualTo(RolloutState.COMPLETED);
    assertThat(completed.waves().get(1).counts().committed()).isEqualTo(6);
    assertThat(world.south().directives.get(R).state()).isEqualTo(RolloutState.COMPLETED);
  }

  @Test
  void aFailingCanaryHaltsAndNobodyElseIsTouched() {
    DeviceId first = ranked().get(0);
    Stream.of(world.north(), world.south())
        .filter(region -> region.devices.containsKey(first))
        .forEach(region -> region.failing.put(first, FailureClass.UNHEALTHY));
    start(CANARY);
    world.syncAll();
    world.loop.advance(BAKE.multipliedBy(3));
    world.syncAll();

    RolloutView halted = world.rollout("r");
    assertThat(halted.state()).isEqualTo(RolloutState.HALTED);
    assertThat(halted.reason()).contains("1 of ", "ended targets");
    assertThat(halted.waves().get(1).openRank()).isEmpty();
    assertThat(world.north().directives.get(R).state()).isEqualTo(RolloutState.HALTED);
    assertThat(world.north().directives.get(R).waves()).hasSize(1);
  }

  @Test
  void aRestartInTheMiddleOfTheBakeGoesOn() {
    start(CANARY);
    world.syncAll();
    world.loop.advance(BAKE.minusSeconds(30));
    world.restart();
    assertThat(world.rollout("r").waves().get(1).openRank()).isEmpty();
    world.loop.advance(Duration.ofSeconds(30));
    assertThat(world.rollout("r").waves().get(1).openRank()).contains(Rank.HIGHEST);
  }

  @Test
  void aBakeThatEndedWhileTheProcessWasDownIsOverAtOnce() {
    start(CANARY);
    world.syncAll();
    world.loop.crash();
    world.loop.advance(BAKE);
    world.restart();
    assertThat(world.rollout("r").waves().get(1).openRank()).contains(Rank.HIGHEST);
  }

  @Test
  void aRestartWhileRanksAreAskedForAsksAgainAndOldAnswersDoNothing() {
    start(CANARY);
    world.sync(world.north());
    RegionSync old = world.north().next();
    assertThat(old.answers()).hasSize(1);
    world.restart();
    world.exchange(world.north(), old);
    assertThat(world.rollout("r").waves().get(0).gate()).contains("north", "south");
    world.syncAll();
    assertThat(world.rollout("r").waves().get(0).openRank()).contains(Rank.of(R, ranked().get(1)));
  }

  @Test
  void ranksAreAskedForOnlyWhenTheRegionHasTheWholeFeed() {
    world.enrol("late", Optional.of(NORTH));
    start(CANARY);
    FeedPage behind = world.sync(world.north());
    assertThat(behind.items()).isNotEmpty();
    assertThat(behind.queries()).isEmpty();
    assertThat(world.sync(world.north()).queries()).hasSize(1);
  }

  @Test
  void theSameStartAgainChangesNothingAndAnotherUnderTheNameIsRefused() {
    RolloutView first = start(CANARY);
    assertThat(start(CANARY)).isEqualTo(first);
    world.refused(world.driver.start(spec("r", all("all", gate(1, BAKE)))), Code.EXISTS);
  }

  @Test
  void anOverlapIsRefusedAndNamedUntilTheOtherIsOver() {
    start(CANARY);
    RolloutSpec second = spec("s", all("all", gate(1, BAKE)));
    assertThat(world.refused(world.driver.start(second), Code.OVERLAP).detail())
        .contains("rollout r is PREPARING", "such as n0");
    assertThat(world.done(world.driver.plan(second)).overlaps()).containsExactly(R);
    world.done(world.driver.command(R, Rollouts.Command.ABORT, "not this one"));
    assertThat(start(second).state()).isEqualTo(RolloutState.RUNNING);
    world.syncAll();
    assertThat(world.north().directives.get(RolloutId.of("s")).order()).isEqualTo(2);
  }

  @Test
  void rolloutsWithoutATargetInCommonRunBesideEachOther() {
    start(spec("r", "device in (n0)", List.of(), all("all", gate(1, BAKE))));
    RolloutSpec other = spec("s", "device in (s0)", List.of(), all("all", gate(1, BAKE)));
    assertThat(start(other).state()).isEqualTo(RolloutState.RUNNING);
  }

  @Test
  void whatCannotStartSaysWhy() {
    RolloutSpec tooMany = spec("r", count("canary", 2, gate(3, BAKE)), all("rest", gate(1, BAKE)));
    assertThat(world.refused(world.driver.start(tooMany), Code.UNMEETABLE_GATE).detail())
        .contains("wave canary", "needs 3", "has 2");
    RolloutSpec nobody =
        spec("r", "site=plant-9", List.of(firstFailure()), all("all", gate(1, BAKE)));
    assertThat(world.refused(world.driver.start(nobody), Code.NO_TARGETS).detail())
        .contains("site=plant-9", "pump-v2");
    RolloutSpec wrong = spec("r", "site in (", List.of(), share("half", 500_000, gate(1, BAKE)));
    assertThat(world.refused(world.driver.start(wrong), Code.BAD_SPEC).detail())
        .contains("/selector", "/waves/0 is the last wave");
    assertThat(world.done(world.driver.rollouts("", 100)).items()).isEmpty();
  }

  @Test
  void anUnknownReleaseIsNamed() {
    World empty = new World();
    assertThat(empty.refused(empty.driver.start(CANARY), Code.NOT_FOUND).detail())
        .contains("release pump-2");
    empty.refused(empty.driver.rollout(R), Code.NOT_FOUND);
  }

  @Test
  void repeatedAndLateSyncsChangeNothing() {
    RegionSync old = world.north().next();
    start(spec("r", all("all", gate(8, BAKE))));
    world.syncAll();
    RegionSync newest = world.north().next();
    world.exchange(world.north(), newest);
    RolloutView before = world.rollout("r");
    List<Region> regions = world.memory.regions();
    assertThat(old.counts()).isNotEqualTo(newest.counts());

    for (RegionSync again : List.of(old, newest, old)) {
      world.loop.advance(Duration.ofSeconds(1));
      world.exchange(world.north(), again);
      assertThat(world.rollout("r")).isEqualTo(before);
      assertThat(world.memory.regions()).isEqualTo(regions);
    }
  }

  @Test
  void pauseStopsRegionsAndResumeGoesOnWithARisingRevision() {
    start(spec("r", all("all", gate(8, BAKE))));
    world.syncAll();
    world.done(world.driver.command(R, Rollouts.Command.PAUSE, "night"));
    world.syncAll();
    assertThat(world.north().directives.get(R).state()).isEqualTo(RolloutState.PAUSED);
    long revision = world.north().directives.get(R).revision();
    assertThat(world.rollout("r").reason()).isEqualTo("night");
    world.done(world.driver.command(R, Rollouts.Command.RESUME, ""));
    world.syncAll();
    assertThat(world.north().directives.get(R).state()).isEqualTo(RolloutState.RUNNING);
    assertThat(world.north().directives.get(R).revision()).isGreaterThan(revision);
  }

  @Test
  void aRegionsHaltHaltsAllAndItsOldWordDoesNotHaltAfterAResume() {
    start(spec("r", all("all", gate(8, BAKE))));
    world.syncAll();
    world.north().halted = true;
    world.sync(world.north());
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
    assertThat(world.rollout("r").reason()).contains("region north");

    world.done(world.driver.command(R, Rollouts.Command.RESUME, ""));
    RegionSync beforeItKnew = world.north().next();
    world.exchange(world.north(), beforeItKnew);
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    world.sync(world.north());
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
  }

  @Test
  void aSwitchingTargetHoldsAGateThatWouldOpenTheRest() {
    DeviceId first = ranked().get(0);
    world.regions.values().stream()
        .filter(region -> region.devices.containsKey(first))
        .forEach(region -> region.stuck.put(first, true));
    start(spec("r", count("canary", 2, gate(1, BAKE)), all("rest", gate(1, Duration.ZERO))));
    world.syncAll();
    world.loop.advance(BAKE.multipliedBy(2));
    assertThat(world.rollout("r").waves().get(1).openRank()).isEmpty();
    assertThat(world.rollout("r").waves().get(0).gate()).contains("1 are switching");
    world.regions.values().forEach(region -> region.stuck.clear());
    world.syncAll();
    assertThat(world.rollout("r").waves().get(1).openRank()).contains(Rank.HIGHEST);
  }

  @Test
  void aRegionThatJoinsLaterIsToldOfTheRolloutsThatAreOpen() {
    start(spec("r", all("all", gate(1, BAKE))));
    FakeRegion west = world.join(RegionId.of("west"));
    world.sync(west);
    assertThat(west.directives).containsOnlyKeys(R);
  }
}
