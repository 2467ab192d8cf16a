package dev.weir.agent.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an agent measures, keeps and sends. */
class TelemetryTest {
  private final World world = new World();

  private List<Double> taken(Metric metric) {
    return world.region.readings.stream()
        .filter(r -> r.series().equals(metric.series()))
        .map(Reading::value)
        .toList();
  }

  private List<Readings> sent() {
    return world.region.uplinks.stream()
        .filter(Readings.class::isInstance)
        .map(Readings.class::cast)
        .toList();
  }

  private void assertEachOnceInOrder(List<Double> values) {
    assertThat(values).isSorted().doesNotHaveDuplicates();
  }

  /** Runs until a little after a flush, so that what was flushed has arrived. */
  private void runAndSettle(int minutes) {
    world.run(Duration.ofMinutes(minutes).plusSeconds(5));
  }

  private static List<Double> upTo(long last) {
    List<Double> all = new ArrayList<>();
    for (long i = 1; i <= last; i++) {
      all.add((double) i);
    }
    return all;
  }

  @Test
  void everyReadingArrivesOnceAndInOrder() {
    world.start();
    world.run(Duration.ofSeconds(605));
    assertThat(taken(Metric.NETWORK_SENT)).isEqualTo(upTo(61));
    assertThat(taken(Metric.CPU_LOAD)).hasSize(61);
    assertThat(taken(Metric.TEMPERATURE)).isEmpty();
    assertThat(world.disk.spool.packs).isEmpty();
  }

  @Test
  void whatHardlyChangesIsToldAtTheStartAndThenRarely() {
    world.start();
    world.run(Duration.ofSeconds(30));
    assertThat(taken(Metric.MEMORY_TOTAL)).containsExactly((double) (1 << 24));
    assertThat(taken(Metric.BOOTS)).containsExactly(1.0);
    assertThat(taken(Metric.CRASHES)).containsExactly(0.0);
    assertThat(taken(Metric.DROPPED)).containsExactly(0.0);
    world.run(Duration.ofHours(1));
    assertThat(taken(Metric.MEMORY_TOTAL)).hasSize(5);
  }

  @Test
  void aMinuteOfMeasurementsIsOneCommit() {
    world.region.offline = true;
    world.start();
    world.run(Duration.ofMinutes(1));
    int before = world.disk.spool.commits;
    world.run(Duration.ofHours(1));
    assertThat(world.disk.spool.commits - before).isEqualTo(60);
  }

  @Test
  void whatWasMeasuredOfflineIsSentOldestFirstWithinTheCredit() {
    world.region.offline = true;
    world.start();
    world.run(Duration.ofHours(2));
    assertThat(world.disk.spool.packs).hasSizeGreaterThan(200);
    world.region.offline = false;
    world.region.credit = 3;
    runAndSettle(10);
    assertThat(sent().get(0).packs()).as("the credit is one at first").hasSize(1);
    assertThat(world.region.largest).isEqualTo(3);
    assertEachOnceInOrder(taken(Metric.NETWORK_SENT));
    assertThat(taken(Metric.NETWORK_SENT)).hasSizeGreaterThan(720);
    assertThat(world.disk.spool.packs).isEmpty();
  }

  @Test
  void aMessageHasAtMostFifteenPacksWhateverTheCredit() {
    world.region.offline = true;
    world.start();
    world.run(Duration.ofHours(2));
    world.region.offline = false;
    world.region.credit = 1000;
    runAndSettle(5);
    assertThat(world.region.largest).isEqualTo(15);
    assertThat(world.disk.spool.packs).isEmpty();
  }

  @Test
  void withoutAnAnswerItAsksAgainAndMoreAndMoreRarely() {
    world.region.deaf = true;
    world.start();
    world.run(Duration.ofMinutes(30));
    assertThat(sent()).hasSizeBetween(20, 50);
    assertThat(sent()).allMatch(m -> m.packs().size() == 1 && m.packs().get(0).sequence() == 1);
    world.region.deaf = false;
    runAndSettle(3);
    assertThat(world.disk.spool.packs).isEmpty();
    assertEachOnceInOrder(taken(Metric.NETWORK_SENT));
  }

  @Test
  void atCreditZeroItWaitsAndAsksWithOnePack() {
    world.region.credit = 0;
    world.start();
    world.run(Duration.ofMinutes(20));
    assertThat(sent()).hasSizeBetween(10, 60);
    assertThat(sent()).allMatch(m -> m.packs().size() == 1);
    world.region.credit = 15;
    runAndSettle(3);
    assertThat(world.disk.spool.packs).isEmpty();
  }

  @Test
  void telemetryWaitsForReportsAndHeartbeats() {
    world.region.offline = true;
    world.start();
    world.run(Duration.ofHours(1));
    world.region.offline = false;
    world.region.mute = true;
    world.run(Duration.ofMinutes(2));
    assertThat(sent()).as("entries are not acknowledged yet").isEmpty();
    world.region.mute = false;
    runAndSettle(3);
    assertThat(world.disk.spool.packs).isEmpty();
    List<Uplink> uplinks = world.region.uplinks;
    int lastOfBacklog = 0;
    for (int i = 0; i < uplinks.size(); i++) {
      if (uplinks.get(i) instanceof Entries entries && entries.entries().size() > 1) {
        lastOfBacklog = i;
      }
    }
    assertThat(uplinks.indexOf(sent().get(0))).isGreaterThan(lastOfBacklog);
  }

  @Test
  void anUpdateIsReportedWhileTelemetryHasNoCredit() {
    world.region.deaf = true;
    world.start();
    world.run(Duration.ofMinutes(1));
    world.region.desire(Optional.of(Releases.full(world, 2, Releases.image(8, 200_000))));
    world.run(Duration.ofMinutes(2));
    assertThat(world.phases()).endsWith(UpdatePhase.COMMITTED);
  }

  @Test
  void aCursorOfAnotherSpoolOrBeyondTheNewestPackDeletesNothing() {
    world.region.deaf = true;
    world.start();
    world.run(Duration.ofMinutes(1));
    long stream = sent().get(0).stream();
    int before = world.disk.spool.packs.size();
    world.region.grant(stream + 1, 1);
    world.region.grant(stream, 1_000_000);
    world.run(Duration.ofMillis(100));
    assertThat(world.disk.spool.packs).hasSize(before);
    world.region.grant(stream, 1);
    world.run(Duration.ofMillis(100));
    assertThat(world.disk.spool.packs).hasSize(before - 1);
  }

  @Test
  void aRegionThatIsBusyGetsNoTelemetry() {
    world.start();
    world.run(Duration.ofSeconds(30));
    world.region.answer(world.region.hellos.get(0).stream(), 0, false, Duration.ofMinutes(10));
    world.run(Duration.ofSeconds(1));
    int before = sent().size();
    world.run(Duration.ofMinutes(9));
    assertThat(sent()).hasSize(before);
    runAndSettle(4);
    assertThat(world.disk.spool.packs).isEmpty();
  }

  @Test
  void aFullDiskPausesTelemetryAndNothingElseAndItGoesOnByItself() {
    world.start();
    world.run(Duration.ofMinutes(5));
    long before = world.measured;
    world.disk.spool.full = true;
    world.run(Duration.ofMinutes(30));
    assertThat(world.driver().status().telemetryPaused()).contains("no space left on device");
    assertThat(world.driver().status().waits()).as("updates go on").isEmpty();
    assertThat(world.measured - before).as("measured until the first flush").isLessThan(8);
    world.region.desire(Optional.of(Releases.full(world, 2, Releases.image(8, 200_000))));
    world.run(Duration.ofMinutes(2));
    assertThat(world.phases()).endsWith(UpdatePhase.COMMITTED);
    world.disk.spool.full = false;
    world.run(Duration.ofMinutes(3));
    assertThat(world.driver().status().isPaused()).isFalse();
    List<Double> all = taken(Metric.NETWORK_SENT);
    assertThat(all).as("nothing measured was lost").isEqualTo(upTo(all.size()));
  }

  @Test
  void aDiskThatIsFullAtTheStartOnlyDelaysTelemetry() {
    world.disk.spool.full = true;
    world.start();
    world.run(Duration.ofMinutes(1));
    assertThat(world.driver().status().link().connected()).isTrue();
    assertThat(world.measured).isZero();
    world.disk.spool.full = false;
    world.run(Duration.ofMinutes(3));
    assertThat(taken(Metric.BOOTS)).contains(1.0);
  }

  @Test
  void anOrderlyStopKeepsWhatWasMeasuredAndIsNoCrash() {
    world.start();
    world.run(Duration.ofSeconds(95));
    world.driver().stop("SIGTERM");
    world.kill(true);
    world.start();
    world.run(Duration.ofMinutes(3));
    assertThat(taken(Metric.BOOTS)).containsExactly(1.0, 2.0);
    assertThat(taken(Metric.CRASHES)).containsExactly(0.0, 0.0);
    List<Double> all = taken(Metric.NETWORK_SENT);
    assertThat(all).isEqualTo(upTo(all.size()));
  }

  @Test
  void aKillIsACrashAndCostsAtMostWhatWasNotFlushed() {
    world.start();
    world.run(Duration.ofSeconds(95));
    long lastFlushed = world.measured - 3;
    world.kill(true);
    world.start();
    world.run(Duration.ofMinutes(3));
    assertThat(taken(Metric.CRASHES)).containsExactly(0.0, 1.0);
    assertThat(taken(Metric.NETWORK_SENT)).containsAll(upTo(lastFlushed));
  }

  /** Whatever is killed before and after whichever commit: once flushed it arrives, and once. */
  @Test
  void killsAtAnyCommitLoseNothingThatWasFlushedAndDoubleNothing() {
    for (int seed = 1; seed <= 12; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      World killed = new World();
      killed.region.credit = 1 + chance.nextInt(4);
      killed.disk.points.killAt(n -> n > 4 && n < 300 && chance.nextInt(25) == 0);
      killed.start();
      killed.run(Duration.ofMinutes(20), seed % 2 == 0);
      killed.run(Duration.ofMinutes(5), seed % 2 == 0);
      List<Double> values =
          killed.region.readings.stream()
              .filter(r -> r.series().equals(Metric.NETWORK_SENT.series()))
              .map(Reading::value)
              .toList();
      assertThat(killed.lives).as("seed " + seed).isGreaterThan(2);
      assertThat(values).as("seed " + seed).isSorted().doesNotHaveDuplicates().isNotEmpty();
      assertThat(killed.region.taken).as("one stream, seed " + seed).hasSize(1);
      assertThat(killed.disk.spool.record.orElseThrow().lastSequence())
          .as("every pack that was numbered is in the region or waits, seed " + seed)
          .isEqualTo(
              killed.disk.spool.packs.isEmpty()
                  ? killed.region.taken.firstEntry().getValue()
                  : killed.disk.spool.packs.lastKey());
      assertThat(killed.disk.spool.record.orElseThrow().dropped()).isZero();
    }
  }
}
