package dev.weir.agent.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.MemoryStore;
import dev.weir.agent.journal.Rescued;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.trust.report.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kill at any instant changes nothing but the time that an update takes. */
class KillTest {
  private static final Duration WHOLE = Duration.ofSeconds(100);
  private static final byte[] TAIL = Releases.image(8, 100_000);

  private static World world() {
    World world = new World();
    world.settings =
        world
            .settings
            .with(world.settings.link().withHeartbeat(Duration.ofSeconds(3)))
            .with(world.settings.trial().withStarts(50))
            // Telemetry has tests of its own for kills; here each of its points costs a whole run.
            .with(TelemetrySettings.DEFAULTS.withEvery(Duration.ofHours(1)));
    world.region.desire(Optional.of(Releases.delta(world, 2, World.SHIPPED, TAIL)));
    return world;
  }

  /** The same release, whose delta stands in the list of more payloads. */
  private static World worldWithMore() {
    World world = world();
    byte[] next = Releases.grown(World.SHIPPED, TAIL);
    Goal full = Releases.full(world, 2, next);
    Payload delta = Releases.delta(world, World.SHIPPED, TAIL);
    world.region.desire(Optional.of(Releases.more(world, full, next, delta)));
    return world;
  }

  private static void runWhole(World world, boolean power) {
    try {
      world.start();
    } catch (Killed e) {
      world.kill(power);
    }
    world.run(WHOLE, power);
  }

  /** What was reported, without the downloads that were resumed. */
  private static List<UpdatePhase> phases(World world) {
    List<UpdatePhase> phases = new ArrayList<>();
    for (UpdatePhase phase : world.phases()) {
      if (phase != UpdatePhase.DOWNLOADING || !phases.contains(phase)) {
        phases.add(phase);
      }
    }
    return phases;
  }

  private static void assertAsWithoutKills(World world, World calm, String where) {
    assertThat(world.running()).as(where).isEqualTo(calm.running());
    assertThat(phases(world)).as(where).isEqualTo(calm.phases());
    assertThat(world.region.links).as(where).containsOnly(Link.FOLLOWS);
    assertThat(world.last().image()).as(where).isEqualTo(Digest.of(calm.running()));
    assertThat(world.disk.boot.orElseThrow().trial()).as(where).isEmpty();
    assertThat(world.disk.store.load().orElseThrow().outbox()).as(where).isEmpty();
    assertThat(world.disk.files()).as(where).containsOnlyKeys("A", "B");
  }

  private static World calm() {
    World calm = world();
    runWhole(calm, false);
    assertThat(calm.phases()).endsWith(UpdatePhase.COMMITTED);
    return calm;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneKillAtEveryPointOfAnUpdate(boolean power) {
    World calm = calm();
    long points = calm.disk.points.passed();
    assertThat(points).isGreaterThan(60);
    for (long at = 1; at <= points; at++) {
      long here = at;
      World world = world();
      world.disk.points.killAt(n -> n == here);
      runWhole(world, power);
      assertThat(world.lives).as("point " + at).isEqualTo(2);
      assertAsWithoutKills(world, calm, "killed at point " + at + ", power lost: " + power);
    }
  }

  @Test
  void oneKillAtEveryPointOfAnUpdateByADeltaOfTheList() {
    World calm = worldWithMore();
    runWhole(calm, false);
    assertThat(calm.last().payloadCodec()).isEqualTo("GDIFF_XZ");
    for (long at = 1; at <= calm.disk.points.passed(); at++) {
      long here = at;
      World world = worldWithMore();
      world.disk.points.killAt(n -> n == here);
      runWhole(world, true);
      assertAsWithoutKills(world, calm, "killed at point " + at);
      assertThat(world.last().payloadCodec()).as("point " + at).isEqualTo("GDIFF_XZ");
    }
  }

  @Test
  void killsAtManyPointsOfOneUpdate() {
    World calm = calm();
    for (int seed = 1; seed <= 80; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      World world = world();
      world.disk.points.killAt(n -> n < 400 && chance.nextInt(12) == 0);
      runWhole(world, seed % 2 == 0);
      world.run(WHOLE.multipliedBy(2), seed % 2 == 0);
      assertThat(world.lives).as("seed " + seed).isGreaterThan(3);
      assertAsWithoutKills(world, calm, "seed " + seed);
    }
  }

  /** At every instant the slot that boot control points to holds what it says. */
  @Test
  void aBootableSlotIsThereAtEveryPoint() {
    World calm = calm();
    byte[] next = calm.running();
    for (long at = 1; at <= calm.disk.points.passed(); at++) {
      long here = at;
      World world = world();
      world.disk.points.killAt(n -> n == here);
      try {
        world.start();
        world.time.run(WHOLE);
      } catch (Killed e) {
        world.disk.losePower();
      }
      assertThat(Digest.of(world.running()))
          .as("point " + at)
          .isEqualTo(world.disk.boot.orElseThrow().runs().image())
          .isIn(Digest.of(World.SHIPPED), Digest.of(next));
      Slot settled = world.disk.boot.orElseThrow().active();
      assertThat(Digest.of(world.disk.slot(settled)))
          .as("what a trial goes back to, point " + at)
          .isEqualTo(world.disk.boot.orElseThrow().contents().image());
    }
  }

  @Test
  void anAgentThatIsKilledAgainAndAgainInTheTrialGoesBackByItself() {
    World world = world();
    world.settings = world.settings.with(world.settings.trial().withStarts(3));
    world.beforeStart =
        image -> {
          throw new Killed("by the image on trial");
        };
    runWhole(world, false);
    assertThat(world.probed).isEmpty();
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL, UpdatePhase.REVERTED);
    assertThat(world.failure()).contains(FailureClass.BOOT_LOOP);
    assertThat(world.last().image()).isEqualTo(Digest.of(World.SHIPPED));
    assertThat(world.running()).isEqualTo(World.SHIPPED);
    assertThat(world.lives).isEqualTo(1 + 3 + 1);
  }

  @Test
  void aTrialThatBootControlGaveUpIsToldFromANewOneOfTheSameImage() {
    World world = world();
    world.settings = world.settings.with(world.settings.trial().withStarts(3));
    world.beforeStart =
        image -> {
          throw new Killed("by the image on trial");
        };
    runWhole(world, false);
    world.beforeStart = image -> {};
    world.region.desire(Optional.of(Releases.delta(world, 2, World.SHIPPED, TAIL)));
    world.run(WHOLE);
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL, UpdatePhase.COMMITTED);
  }

  @Test
  void aLostBootRecordIsRepairedFromTheCommittedImage() {
    World world = world();
    runWhole(world, false);
    byte[] committed = world.running();
    world.kill(true);
    world.disk.boot = Optional.empty();
    world.start();
    world.run(WHOLE);
    assertThat(world.running()).isEqualTo(committed);
    assertThat(world.disk.boot.orElseThrow().running()).isEqualTo(Slot.B);
    assertThat(world.disk.boot.orElseThrow().contents().counter()).isEqualTo(2);
  }

  @Test
  void aBootRecordLostInTheTrialMeansTheCommittedSlot() {
    World world = world();
    world.start();
    world.run(Duration.ofSeconds(8));
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL);
    world.kill(true);
    world.disk.boot = Optional.empty();
    world.start();
    world.run(WHOLE);
    assertThat(world.phases()).endsWith(UpdatePhase.REVERTED);
    assertThat(world.failure()).contains(FailureClass.DEVICE_FAULT);
    assertThat(world.running()).isEqualTo(World.SHIPPED);
  }

  @Test
  void aDamagedStoreBeginsANewStreamWithTheReportsThatWereRescued() {
    World world = world();
    world.start();
    world.run(Duration.ofSeconds(4));
    world.region.mute = true;
    world.region.offline = true;
    world.run(WHOLE);
    long stream = world.region.hellos.get(0).stream();
    world.kill(true);
    Kept kept = world.disk.store.load().orElseThrow();
    List<Entry> reports = kept.outbox().stream().filter(e -> e.kind() == EntryKind.REPORT).toList();
    List<Rescued.SignedReport> numbered = new ArrayList<>();
    for (Entry report : reports) {
      long counter = kept.record().reports() - reports.size() + numbered.size() + 1;
      numbered.add(new Rescued.SignedReport(counter, report.body()));
    }
    assertThat(numbered).isNotEmpty();
    world.disk.store = MemoryStore.damaged(new Rescued(Optional.empty(), numbered));
    world.region.mute = false;
    world.region.offline = false;
    world.start();
    world.run(WHOLE);
    assertThat(world.region.hellos.get(world.region.hellos.size() - 1).stream())
        .isNotEqualTo(stream);
    assertThat(world.region.links).as("no report is missing").containsOnly(Link.FOLLOWS);
    assertThat(world.region.reports)
        .extracting(Report::detail)
        .contains("the store was damaged; " + numbered.size() + " reports were rescued");
    assertThat(world.disk.store.rescued()).isEmpty();
  }

  @Test
  void aDamagedStoreOfAnotherDeviceIsStillAnotherDevices() {
    World world = world();
    AgentRecord foreign =
        AgentRecord.fresh(
            DeviceId.of("pump-2"),
            1,
            SlotContents.shipped(new Version("1.0"), Digest.of(World.SHIPPED)),
            0);
    world.disk.store = MemoryStore.damaged(new Rescued(Optional.of(foreign), List.of()));
    world.start();
    assertThatThrownBy(() -> world.run(WHOLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is of device pump-2");
  }

  @Test
  void aStoreLostInTheTrialEndsTheTrialAndBeginsANewStream() {
    World world = world();
    world.start();
    world.run(Duration.ofSeconds(8));
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL);
    long stream = world.region.hellos.get(0).stream();
    world.kill(true);
    world.disk.store = new MemoryStore();
    world.start();
    world.run(WHOLE);
    assertThat(world.region.hellos.get(world.region.hellos.size() - 1).stream())
        .isNotEqualTo(stream);
    assertThat(world.phases()).endsWith(UpdatePhase.TRIAL, UpdatePhase.COMMITTED);
    assertThat(world.disk.boot.orElseThrow().ticket()).isEqualTo(2);
  }
}
