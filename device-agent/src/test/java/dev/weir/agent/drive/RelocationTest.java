package dev.weir.agent.drive;

import static dev.weir.protocol.message.UpdatePhase.COMMITTED;
import static dev.weir.protocol.message.UpdatePhase.DOWNLOADING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.link.Registrar;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a device finds the region that serves it now. */
class RelocationTest {
  private static final Registrar.Answer NORTH = new Registrar.At(World.NORTH);
  private static final Registrar.Answer SOUTH = new Registrar.At(World.SOUTH);

  private final World world = new World();

  /** Served by north, which then knows it no more. */
  private void turnedAway() {
    world.start();
    world.run(Duration.ofMinutes(1));
    handedOver();
  }

  private void handedOver() {
    world.region.strange = true;
    world.south.epoch = 2;
  }

  private LinkStatus link() {
    return world.driver().status().link();
  }

  @Test
  void aDeviceThatIsServedAsksNothing() {
    world.start();
    world.run(Duration.ofDays(1));
    assertThat(world.asked).isEmpty();
    assertThat(link().trouble()).isEmpty();
  }

  @Test
  void aDeviceThatWasHandedOverIsSoonServedByItsNewRegion() {
    world.belongs = SOUTH;
    turnedAway();
    world.run(Duration.ofMinutes(2));
    assertThat(world.asked).hasSize(1);
    assertThat(world.home).isEqualTo(World.SOUTH);
    assertThat(world.region.closed).isEqualTo(1);
    assertThat(world.south.hellos).isNotEmpty();
    assertThat(world.south.heartbeats).isNotEmpty();
    assertThat(link().moves()).isEqualTo(1);
    assertThat(link().connected()).isTrue();
    assertThat(link().trouble()).isEmpty();
    int north = world.region.uplinks.size();
    world.run(Duration.ofHours(1));
    assertThat(world.region.uplinks).as("north is left in peace").hasSize(north);
    assertThat(world.asked).hasSize(1);
  }

  @Test
  void anUpdateUnderWayGoesOnUnderTheNewerGeneration() {
    world.settings =
        world.settings.with(world.settings.download().withRate(16 * 1024)); // for about a minute
    world.start();
    world.run(Duration.ofMinutes(1));
    Goal goal = Releases.full(world, 2, Releases.image(8, 1_000_000));
    world.region.desire(Optional.of(goal));
    world.run(Duration.ofSeconds(10));
    assertThat(world.phases()).endsWith(DOWNLOADING);
    world.belongs = SOUTH;
    handedOver();
    world.south.desire(Optional.of(goal));
    world.run(Duration.ofMinutes(5));
    List<Report> told = world.south.reports.stream().filter(r -> r.rollout().isPresent()).toList();
    assertThat(told)
        .extracting(Report::phase)
        .contains(DOWNLOADING)
        .doesNotContain(UpdatePhase.OFFERED)
        .endsWith(COMMITTED);
    assertThat(told.get(told.size() - 1).generation()).isEqualTo(new Generation(2, 1));
    assertThat(world.running()).hasSize(1_000_000);
    assertThat(world.fetched).as("nothing is fetched twice").doesNotHaveDuplicates();
  }

  @Test
  void aRegionThatIsGoneIsLookedForAfterAWhile() {
    world.belongs = SOUTH;
    world.start();
    world.run(Duration.ofMinutes(1));
    world.region.cut();
    world.region.offline = true;
    world.run(Duration.ofMinutes(2));
    assertThat(world.asked).as("a restart is waited for").isEmpty();
    world.run(Duration.ofMinutes(5));
    assertThat(world.home).isEqualTo(World.SOUTH);
    assertThat(link().connected()).isTrue();
    assertThat(world.south.attempts).as("the old attempts have ended").isEqualTo(1);
    assertThat(world.driver().status().outbox()).isLessThan(2);
  }

  @Test
  void aConnectionOverWhichNothingComesIsNone() {
    world.belongs = SOUTH;
    world.region.mute = true;
    world.start();
    world.run(Duration.ofMinutes(8));
    assertThat(world.home).isEqualTo(World.SOUTH);
  }

  @Test
  void whereTheRegionIsTheSameItCarriesOnAndAsksLessAndLessOften() {
    world.belongs = NORTH;
    turnedAway();
    world.run(Duration.ofHours(12));
    assertThat(world.home).isEqualTo(World.NORTH);
    assertThat(world.asked).hasSizeBetween(12 * 60 / 15, 200);
    assertThat(link().trouble().orElseThrow()).contains("north");
    assertThat(world.region.hellos).as("also of its region").hasSizeLessThan(12 * 60 * 3);
    world.region.strange = false;
    world.run(Duration.ofMinutes(3));
    assertThat(world.driver().status().outbox()).isLessThan(2);
    assertThat(link().trouble()).isEmpty();
    int asked = world.asked.size();
    world.run(Duration.ofHours(1));
    assertThat(world.asked).hasSize(asked);
  }

  @Test
  void whomNobodyServesSaysSoAndIsServedAsSoonAsSomebodyDoes() {
    world.belongs = new Registrar.Nowhere("no rule");
    turnedAway();
    world.run(Duration.ofHours(1));
    assertThat(link().unserved()).isTrue();
    assertThat(link().trouble()).contains("no region serves this device: no rule");
    world.belongs = SOUTH;
    world.run(Duration.ofMinutes(16));
    assertThat(link().unserved()).isFalse();
    assertThat(link().trouble()).isEmpty();
    assertThat(world.home).isEqualTo(World.SOUTH);
  }

  @Test
  void globalMayBeAwayForLong() {
    turnedAway();
    world.run(Duration.ofDays(2));
    assertThat(link().trouble()).contains("global can't be asked where it belongs: global is away");
    Instant last = world.asked.get(world.asked.size() - 1);
    assertThat(last).isAfter(world.time.now().minus(Duration.ofMinutes(16)));
    world.belongs = SOUTH;
    world.run(Duration.ofMinutes(16));
    assertThat(world.home).isEqualTo(World.SOUTH);
  }

  @Test
  void aHomeThatCantBeKeptIsTriedAgain() {
    world.belongs = SOUTH;
    world.cantMove = Optional.of("no space left on device");
    turnedAway();
    world.run(Duration.ofMinutes(10));
    assertThat(world.home).isEqualTo(World.NORTH);
    assertThat(link().trouble().orElseThrow()).contains("south").contains("no space left");
    world.cantMove = Optional.empty();
    world.run(Duration.ofMinutes(16));
    assertThat(world.home).isEqualTo(World.SOUTH);
    assertThat(link().connected()).isTrue();
  }

  @Test
  void anAnswerThatComesTooLateMovesNobody() {
    world.belongs = SOUTH;
    turnedAway();
    while (world.asked.isEmpty()) {
      world.run(Duration.ofMillis(100));
    }
    world.region.strange = false;
    world.region.desire(Optional.empty());
    world.run(Duration.ofHours(1));
    assertThat(world.home).isEqualTo(World.NORTH);
    assertThat(world.asked).hasSize(1);
    assertThat(link().connected()).isTrue();
  }

  @Test
  void aDeviceCanComeBack() {
    world.belongs = SOUTH;
    turnedAway();
    world.run(Duration.ofMinutes(2));
    world.region.strange = false;
    world.south.strange = true;
    world.belongs = NORTH;
    world.run(Duration.ofMinutes(2));
    assertThat(world.home).isEqualTo(World.NORTH);
    assertThat(world.region.uplinks.get(world.region.uplinks.size() - 1))
        .isNotInstanceOf(Hello.class);
    assertThat(link().moves()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKillAtAnyPointOfAMoveLosesNothing(boolean power) {
    for (long at = 1; at < 400; at++) {
      long here = at;
      World fresh = new World();
      fresh.belongs = SOUTH;
      fresh.region.strange = true;
      fresh.disk.points.killAt(n -> n == here);
      try {
        fresh.start();
      } catch (Killed e) {
        fresh.kill(power);
      }
      fresh.run(Duration.ofMinutes(1), power);
      fresh.disk.points.killAt(n -> false);
      fresh.run(Duration.ofMinutes(10), power);
      assertThat(fresh.home).as("killed at %s", here).isEqualTo(World.SOUTH);
      assertThat(fresh.driver().status().link().connected()).isTrue();
      if (fresh.disk.points.passed() < at) {
        return;
      }
    }
  }
}
