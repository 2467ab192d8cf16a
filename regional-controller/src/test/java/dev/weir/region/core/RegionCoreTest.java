package dev.weir.region.core;

import static dev.weir.region.Fixtures.NEW_IMAGE;
import static dev.weir.region.Fixtures.ROLLOUT;
import static dev.weir.region.Fixtures.item;
import static dev.weir.region.Fixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.cache.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionCoreTest {
  private final Bench bench = new Bench();
  private final ScriptedDevice pump = new ScriptedDevice(1);

  private void runs(FeedItem... more) {
    List<FeedItem> items = new ArrayList<>(List.of(item(pump.owned())));
    items.addAll(List.of(more));
    items.add(item(order().build()));
    bench.feed(items.toArray(FeedItem[]::new));
    bench.arrives(pump);
  }

  private WaveCounts wave() {
    return bench.wave(0);
  }

  @Test
  void aTargetThatIsHereIsSentADesiredStateAndCountedUnreached() {
    runs();
    assertThat(bench.goal(pump).orElseThrow().startBefore())
        .isEqualTo(bench.now.plus(Fixtures.START_WITHIN));
    assertThat(wave().unreached()).isEqualTo(1);
    assertThat(bench.why(pump)).isEqualTo("inProgress");
  }

  @Test
  void aWholeUpdateEndsCommitted() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.DOWNLOADING, UpdatePhase.DOWNLOADED);
    assertThat(wave().working()).isEqualTo(1);
    bench.reports(pump, UpdatePhase.INSTALLING, UpdatePhase.TRIAL);
    assertThat(wave().switching()).isEqualTo(1);
    bench.reports(pump, UpdatePhase.COMMITTED);
    assertThat(wave().committed()).isEqualTo(1);
    assertThat(bench.why(pump)).isEqualTo("alreadyRuns");
    assertThat(bench.core.index.rollouts.get(ROLLOUT).permits).isEmpty();
  }

  @Test
  void whoRunsTheImageAlreadyIsCountedSoAndLeftAlone() {
    pump.image = NEW_IMAGE;
    runs();
    assertThat(wave().already()).isEqualTo(1);
    assertThat(bench.goal(pump)).isEmpty();
  }

  @Test
  void offlineDevicesHoldNoPermitAndAreTakenAsSoonAsTheySayHello() {
    bench.feed(item(pump.owned()), item(order().build()));
    assertThat(bench.why(pump)).isEqualTo("offline");
    bench.connects(pump);
    assertThat(bench.why(pump)).isEqualTo("offline");
    assertThat(wave().waiting()).isEqualTo(1);
    bench.greets(pump);
    assertThat(bench.goal(pump)).isPresent();
  }

  @Test
  void nobodyAboveTheOpenRankIsDispatched() {
    Rank own = Rank.of(ROLLOUT, pump.id);
    bench.feed(item(pump.owned()), item(order().waves(new Rank(own.bits() - 1)).build()));
    bench.arrives(pump);
    assertThat(bench.goal(pump)).isEmpty();
    assertThat(bench.why(pump)).isEqualTo("aboveOpenRank");
    assertThat(wave().targets()).isZero();
    bench.feed(item(order().revision(2).waves(new Rank(own.bits() - 1), own).build()));
    assertThat(bench.goal(pump)).isPresent();
    assertThat(bench.wave(1).unreached()).isEqualTo(1);
  }

  @Test
  void anOpenRankNeverFalls() {
    runs();
    bench.feed(item(order().revision(2).waves(Rank.LOWEST).build()));
    assertThat(wave().targets()).isEqualTo(1);
  }

  @Test
  void permitsBoundHowManyAreUpdatedAtATime() {
    ScriptedDevice other = new ScriptedDevice(2);
    bench.feed(item(pump.owned()), item(other.owned()), item(order().permits(1).build()));
    bench.arrives(pump);
    bench.arrives(other);
    assertThat(bench.goal(pump)).isPresent();
    assertThat(bench.goal(other)).isEmpty();
    assertThat(bench.why(other)).isEqualTo("noPermitFree");
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.COMMITTED);
    assertThat(bench.goal(other)).isPresent();
  }

  @Test
  void theLowestRankIsServedFirst() {
    List<ScriptedDevice> pumps = new ArrayList<>();
    List<FeedItem> items = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      pumps.add(new ScriptedDevice(i));
      items.add(item(pumps.get(i - 1).owned()));
    }
    items.add(item(order().state(RolloutState.PAUSED).permits(5).build()));
    bench.feed(items.toArray(FeedItem[]::new));
    pumps.forEach(bench::arrives);
    bench.feed(item(order().revision(2).permits(5).build()));
    pumps.sort((a, b) -> Rank.of(ROLLOUT, a.id).compareTo(Rank.of(ROLLOUT, b.id)));
    for (int i = 0; i < 20; i++) {
      assertThat(bench.goal(pumps.get(i)).isPresent()).as("rank " + i).isEqualTo(i < 5);
    }
  }

  @Test
  void unreachedIsNeverAFailureAndItsPermitEndsWithItsStart() {
    runs();
    bench.leaves(pump);
    bench.passes(Duration.ofHours(1));
    assertThat(wave().unreached()).isEqualTo(1);
    assertThat(wave().failed()).isZero();
    assertThat(bench.core.index.rollouts.get(ROLLOUT).permits).isEmpty();
    long before = bench.desired(pump).generation().counter();
    bench.arrives(pump);
    assertThat(bench.desired(pump).generation().counter()).isEqualTo(before + 1);
  }

  @Test
  void whatWasNotAcceptedIsSaidAgainAtTheAcceptDeadline() {
    runs();
    bench.said.clear();
    bench.passes(Duration.ofSeconds(9));
    assertThat(bench.said).isEmpty();
    bench.passes(Duration.ofSeconds(1));
    assertThat(bench.goal(pump)).isPresent();
    bench.said.clear();
    bench.passes(Duration.ofSeconds(10));
    assertThat(bench.goal(pump)).isPresent();
  }

  @Test
  void aConnectionIsToldTheCurrentDesiredStateAtOnce() {
    runs();
    bench.leaves(pump);
    bench.said.clear();
    bench.connects(pump);
    assertThat(bench.goal(pump)).isPresent();
  }

  @Test
  void whoIsSilentBeforeInstallingHoldsNothing() {
    ScriptedDevice other = new ScriptedDevice(2);
    bench.feed(item(pump.owned()), item(other.owned()), item(order().permits(1).build()));
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED);
    bench.arrives(other);
    bench.passes(Fixtures.DEADLINES.download());
    assertThat(wave().silent()).isEqualTo(1);
    assertThat(wave().failed()).isZero();
    assertThat(bench.goal(other)).isPresent();
    assertThat(bench.why(pump)).isEqualTo("silent");
  }

  @Test
  void aSignOfLifeEndsSilence() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED);
    bench.passes(Fixtures.DEADLINES.download());
    assertThat(wave().silent()).isEqualTo(1);
    pump.beats(Optional.of(UpdatePhase.DOWNLOADING), 50);
    bench.sends(pump);
    assertThat(wave().working()).isEqualTo(1);
  }

  @Test
  void whoIsSilentFromInstallingOnHasFailedUntilALateReportSaysBetter() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING);
    bench.passes(Fixtures.DEADLINES.install());
    assertThat(wave().failures())
        .containsExactly(new FailureCount(FailureClass.SILENT_AFTER_SWITCH, 1));
    assertThat(bench.why(pump)).isEqualTo("failedAlready");
    bench.reports(pump, UpdatePhase.TRIAL);
    assertThat(wave().switching()).isEqualTo(1);
    bench.reports(pump, UpdatePhase.COMMITTED);
    assertThat(wave().committed()).isEqualTo(1);
    assertThat(wave().failed()).isZero();
  }

  @Test
  void aLaterRevertTakesTheSuccessBack() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.COMMITTED);
    bench.reports(pump, UpdatePhase.REVERTED);
    assertThat(wave().committed()).isZero();
    assertThat(wave().failed()).isEqualTo(1);
    assertThat(bench.why(pump)).isEqualTo("failedAlready");
  }

  @Test
  void whoFailedIsNotTriedAgain() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED);
    bench.fails(pump, FailureClass.DIGEST_MISMATCH);
    long generation = bench.desired(pump).generation().counter();
    bench.leaves(pump);
    bench.arrives(pump);
    bench.passes(Duration.ofHours(1));
    assertThat(bench.desired(pump).generation().counter()).isEqualTo(generation);
    assertThat(bench.why(pump)).isEqualTo("failedAlready");
  }

  @Test
  void whoComesTooLateToBeginGetsANewerGeneration() {
    runs();
    long first = bench.desired(pump).generation().counter();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.DOWNLOADED);
    bench.passes(Fixtures.START_WITHIN);
    bench.reports(pump, UpdatePhase.DOWNLOADED);
    assertThat(bench.desired(pump).generation().counter()).isEqualTo(first + 1);
    assertThat(bench.goal(pump).orElseThrow().startBefore()).isAfter(bench.now);
    assertThat(wave().working()).isEqualTo(1);
    bench.reports(pump, UpdatePhase.DOWNLOADED);
    assertThat(bench.desired(pump).generation().counter()).isEqualTo(first + 1);
  }

  @Test
  void aPauseTakesBackWhatHasNotBegunAndLeavesTheRest() {
    ScriptedDevice installing = new ScriptedDevice(2);
    bench.feed(item(pump.owned()), item(installing.owned()), item(order().build()));
    bench.arrives(pump);
    bench.arrives(installing);
    bench.reports(pump, UpdatePhase.OFFERED);
    bench.reports(installing, UpdatePhase.OFFERED, UpdatePhase.INSTALLING);
    long revision = 1;
    for (RolloutState stopped :
        List.of(RolloutState.PAUSED, RolloutState.HALTED, RolloutState.ABORTED)) {
      bench.feed(item(order().revision(++revision).state(stopped).build()));
      assertThat(bench.goal(pump)).as(stopped.name()).isEmpty();
      assertThat(bench.goal(installing)).as(stopped.name()).isPresent();
      assertThat(wave().waiting()).isEqualTo(1);
      assertThat(wave().switching()).isEqualTo(1);
    }
    bench.feed(item(order().revision(20).build()));
    assertThat(bench.goal(pump)).isPresent();
  }

  @Test
  void afterAHaltNothingMoreIsDispatched() {
    ScriptedDevice late = new ScriptedDevice(2);
    bench.feed(item(pump.owned()), item(late.owned()), item(order().build()));
    bench.arrives(pump);
    bench.feed(item(order().revision(2).state(RolloutState.HALTED).build()));
    bench.arrives(late);
    bench.passes(Duration.ofHours(2));
    assertThat(bench.goal(late)).isEmpty();
    assertThat(bench.why(late)).isEqualTo("rolloutHalted");
  }

  @Test
  void theRegionHaltsOnItsOwnEvidenceUntilGlobalKnowsAndGoesOn() {
    ScriptedDevice late = new ScriptedDevice(2);
    AbortThreshold first = new AbortThreshold(Optional.empty(), 0, 1);
    bench.feed(item(pump.owned()), item(late.owned()), item(order().abort(first).build()));
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING);
    bench.reports(pump, UpdatePhase.REVERTED);
    assertThat(bench.counts().halted()).isTrue();
    bench.arrives(late);
    assertThat(bench.why(late)).isEqualTo("regionHalted");

    // A revision that global made before it heard of the halt does not lift it.
    bench.feed(item(order().abort(first).revision(2).build()));
    assertThat(bench.counts().halted()).isTrue();

    bench.core.beginSync();
    bench.feed();
    bench.feed(item(order().abort(first).revision(3).build()));
    assertThat(bench.counts().halted()).isFalse();
    assertThat(bench.goal(late)).isPresent();
    bench.reports(late, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.REVERTED);
    assertThat(bench.counts().halted()).isTrue();
  }

  @Test
  void somebodyHereMayHaltARolloutAndOnlyGlobalLetsItGoOn() {
    ScriptedDevice late = new ScriptedDevice(2);
    bench.feed(item(pump.owned()), item(late.owned()), item(order().build()));
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.DOWNLOADING);
    assertThat(bench.step(new RegionEvent.Halted(ROLLOUT, "pumps leak")))
        .isEqualTo(Reception.TAKEN);
    assertThat(bench.goal(pump)).as("what had not begun to install is taken back").isEmpty();
    bench.arrives(late);
    assertThat(bench.why(late)).isEqualTo("regionHalted");
    assertThat(bench.restarted().core.rollouts().items().get(0).halted()).isEqualTo("pumps leak");

    bench.core.beginSync();
    bench.feed();
    bench.feed(item(order().revision(2).state(RolloutState.HALTED).build()));
    assertThat(bench.why(late)).isEqualTo("rolloutHalted");
    // Where nothing is left to be judged, a resumed rollout is completed at once.
    bench.feed(item(order().revision(3).state(RolloutState.COMPLETED).build()));
    assertThat(bench.counts().halted()).isFalse();
    assertThat(bench.goal(late)).isPresent();
    assertThat(bench.step(new RegionEvent.Halted(RolloutId.of("nobody-knows"), "")))
        .isEqualTo(Reception.REFUSED);
  }

  @Test
  void aHaltOutlivesARestart() {
    AbortThreshold first = new AbortThreshold(Optional.empty(), 0, 1);
    bench.feed(item(pump.owned()), item(order().abort(first).build()));
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED);
    bench.fails(pump, FailureClass.NO_ROOM);
    assertThat(bench.restarted().counts().halted()).isTrue();
  }

  @Test
  void whenTheLeaseIsOverNothingBeginsAndWhatInstallsGoesOn() {
    ScriptedDevice late = new ScriptedDevice(2);
    bench.lease = Duration.ofSeconds(30);
    bench.feed(item(pump.owned()), item(late.owned()), item(order().build()));
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING);
    bench.passes(Duration.ofSeconds(30));
    bench.arrives(late);
    assertThat(bench.why(late)).isEqualTo("leaseOver");
    assertThat(bench.goal(late)).isEmpty();
    bench.reports(pump, UpdatePhase.COMMITTED);
    assertThat(wave().committed()).isEqualTo(1);
    bench.feed();
    assertThat(bench.goal(late)).isPresent();
  }

  @Test
  void nothingIsDispatchedBeforeThePayloadsAreHere() {
    bench.step(
        new RegionEvent.Answered(
            Fixtures.page(
                bench.core.meta().incarnation(),
                1,
                bench.now.plus(bench.lease),
                List.of(item(pump.owned()), item(order().build())))));
    bench.arrives(pump);
    assertThat(bench.why(pump)).isEqualTo("cacheNotReady");
    bench.step(
        new RegionEvent.Prefetched(Fixtures.MANIFEST, new Readiness.NotYet("it is fetched")));
    assertThat(bench.goal(pump)).isEmpty();
    bench.step(new RegionEvent.Prefetched(Fixtures.MANIFEST, Fixtures.READY));
    assertThat(bench.goal(pump)).isPresent();
  }

  @Test
  void theHighestOrderWinsAndAnOlderOneDoesNotPullBack() {
    Digest newest = Digest.of(new byte[] {9});
    runs();
    bench.reports(pump, UpdatePhase.OFFERED);
    bench.feed(item(order().rollout("r2").order(2).image(newest).build()));
    assertThat(bench.goal(pump).orElseThrow().rollout().name()).isEqualTo("r2");
    assertThat(wave().waiting()).isEqualTo(1);
    assertThat(bench.why(pump)).isEqualTo("supersededBy");
    pump.reports(
        dev.weir.protocol.id.RolloutId.of("r2"),
        bench.desired(pump).generation(),
        UpdatePhase.FAILED);
    bench.sends(pump);
    assertThat(bench.goal(pump).orElseThrow().rollout().name()).isEqualTo("r2");
    bench.feed(
        item(
            order()
                .rollout("r2")
                .order(2)
                .image(newest)
                .revision(2)
                .state(RolloutState.ABORTED)
                .build()));
    assertThat(bench.goal(pump).orElseThrow().rollout().name()).isEqualTo("r1");
  }

  @Test
  void repeatedAndOldEntriesHaveNoEffect() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.COMMITTED);
    int relayed = bench.store.relayed(0, 100).size();
    for (int i = 0; i < 3; i++) {
      assertThat(bench.step(new RegionEvent.Received(pump.id, pump.entriesAbove(0))))
          .isEqualTo(Reception.TAKEN);
    }
    assertThat(wave().committed()).isEqualTo(1);
    assertThat(bench.store.relayed(0, 100)).hasSize(relayed);
    assertThat(bench.said.get(pump.id).acknowledged()).isEqualTo(3);
  }

  @Test
  void entriesThatDoNotRiseAreRefused() {
    runs();
    pump.beats(Optional.empty(), 1);
    var entry = pump.entriesAbove(0).entries().get(0);
    assertThat(
            bench.step(
                new RegionEvent.Received(
                    pump.id,
                    new dev.weir.protocol.message.Entries(pump.stream, List.of(entry, entry)))))
        .isEqualTo(Reception.REFUSED);
    assertThat(bench.core.view(pump.id).orElseThrow().cursor()).isZero();
  }

  @Test
  void aReportThatDoesNotVerifyIsAcknowledgedAndProvesNothing() {
    runs();
    ScriptedDevice liar = new ScriptedDevice(99);
    liar.reports(ROLLOUT, bench.desired(pump).generation(), UpdatePhase.COMMITTED);
    pump.add(EntryKind.REPORT, liar.entriesAbove(0).entries().get(0).body());
    pump.add(EntryKind.REPORT, Bytes.ofUtf8("not a report"));
    pump.add(EntryKind.HEARTBEAT, Bytes.ofUtf8("not a heartbeat"));
    assertThat(bench.sends(pump)).isEqualTo(Reception.TAKEN);
    assertThat(bench.said.get(pump.id).acknowledged()).isEqualTo(3);
    assertThat(wave().committed()).isZero();
    assertThat(bench.store.relayed(0, 10)).isEmpty();
    assertThat(bench.store.load().devices().get(0).anomalies()).isEqualTo(3);
  }

  @Test
  void reportsAreRelayedUnderASequenceOfTheirOwnUntilGlobalTookThem() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.DOWNLOADING);
    assertThat(bench.store.relayed(0, 10).stream().map(RelayedReport::sequence))
        .containsExactly(1L, 2L);
    assertThat(bench.core.isSyncWanted()).isTrue();
    bench.step(
        new RegionEvent.Answered(
            new dev.weir.protocol.message.FeedPage(
                List.of(),
                false,
                List.of(),
                2,
                bench.now.plus(bench.lease),
                bench.core.meta().incarnation())));
    assertThat(bench.store.relayed(0, 10)).isEmpty();
  }

  @Test
  void aFullBacklogLeavesReportsWithTheDevices() {
    runs();
    for (int i = 0; i < Bench.LIMITS.backlog(); i++) {
      bench.reports(pump, UpdatePhase.DOWNLOADING);
    }
    pump.reports(ROLLOUT, bench.desired(pump).generation(), UpdatePhase.DOWNLOADED);
    assertThat(bench.sends(pump)).isEqualTo(Reception.BUSY);
    assertThat(bench.said.get(pump.id).acknowledged()).isEqualTo(Bench.LIMITS.backlog());
  }

  @Test
  void aStrangerIsAskedToSayHelloLater() {
    bench.connects(pump);
    assertThat(bench.greets(pump)).isEqualTo(Reception.TAKEN);
    assertThat(bench.said.get(pump.id).hello()).isTrue();
    assertThat(bench.said.get(pump.id).retryAfter()).isPositive();
    bench.feed(item(pump.owned()), item(order().build()));
    assertThat(bench.said.get(pump.id).hello()).isTrue();
    bench.greets(pump);
    assertThat(bench.goal(pump)).isPresent();
  }

  @Test
  void entriesBeforeTheHelloAreKeptAndAHelloIsAskedFor() {
    runs();
    bench.leaves(pump);
    bench.connects(pump);
    bench.reports(pump, UpdatePhase.OFFERED);
    assertThat(bench.said.get(pump.id).hello()).isTrue();
    assertThat(wave().working()).isEqualTo(1);
  }

  @Test
  void aNewStreamBeginsAtZeroAndAnOldOneDoesNotComeBack() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.COMMITTED);
    var lateHello = pump.hello();
    var lateEntries = pump.entriesAbove(0);
    pump.startsOver(77);
    bench.arrives(pump);
    assertThat(bench.said.get(pump.id).stream()).isEqualTo(77);
    assertThat(bench.said.get(pump.id).acknowledged()).isZero();
    assertThat(bench.goal(pump)).as("what has ended must not begin again").isEmpty();
    bench.step(new RegionEvent.Received(pump.id, lateHello));
    bench.step(new RegionEvent.Received(pump.id, lateEntries));
    assertThat(bench.core.view(pump.id).orElseThrow().cursor()).isZero();
    assertThat(bench.store.load().devices().get(0).outbox().stream()).isEqualTo(77);
  }

  @Test
  void aDeviceWhoseOutboxIsNotHereYetIsNotDispatched() {
    runs();
    long generation = bench.desired(pump).generation().counter();
    bench.leaves(pump);
    bench.passes(Fixtures.START_WITHIN);
    pump.reports(ROLLOUT, bench.desired(pump).generation(), UpdatePhase.INSTALLING);
    pump.reports(ROLLOUT, bench.desired(pump).generation(), UpdatePhase.REVERTED);
    bench.arrives(pump);
    assertThat(bench.why(pump)).isEqualTo("catchingUp");
    bench.sends(pump);
    assertThat(wave().failed()).isEqualTo(1);
    assertThat(bench.desired(pump).generation().counter()).isEqualTo(generation);
  }

  @Test
  void aLateMessageDoesNotTakeTheCursorBack() {
    runs();
    pump.beats(Optional.empty(), 10);
    var late = pump.entriesAbove(0);
    pump.beats(Optional.empty(), 20);
    bench.sends(pump);
    bench.step(new RegionEvent.Received(pump.id, late));
    assertThat(bench.said.get(pump.id).acknowledged()).isEqualTo(2);
    assertThat(bench.core.view(pump.id).orElseThrow().offset()).isEqualTo(20);
  }

  @Test
  void theSameReportUnderAnotherNumberProvesNothingAgain() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED);
    Bytes offered = pump.entriesAbove(0).entries().get(0).body();
    bench.reports(pump, UpdatePhase.INSTALLING);
    pump.add(EntryKind.REPORT, offered);
    bench.sends(pump);
    assertThat(wave().switching()).isEqualTo(1);
    assertThat(bench.store.relayed(0, 10)).hasSize(2);
    assertThat(bench.store.load().devices().get(0).anomalies()).isEqualTo(1);
  }

  @Test
  void whatADeviceDidUnderAnOlderGoalSaysNothingOfTheNewerOne() {
    runs();
    var first = bench.desired(pump).generation();
    bench.leaves(pump);
    bench.feed(item(order().revision(2).state(RolloutState.PAUSED).build()));
    bench.feed(item(order().revision(3).build()));
    bench.arrives(pump);
    assertThat(bench.desired(pump).generation().counter()).isEqualTo(first.counter() + 2);
    pump.reports(ROLLOUT, first, UpdatePhase.DOWNLOADING);
    bench.sends(pump);
    assertThat(wave().unreached()).isEqualTo(1);
    pump.fails(ROLLOUT, first, FailureClass.NO_ROOM);
    bench.sends(pump);
    assertThat(wave().failed()).isEqualTo(1);
    assertThat(bench.goal(pump)).as("it must not try again").isEmpty();
    assertThat(bench.why(pump)).isEqualTo("failedAlready");
  }

  @Test
  void goodbyeEndsPresence() {
    runs();
    assertThat(bench.core.presentCount()).isEqualTo(1);
    bench.step(new RegionEvent.Received(pump.id, new Goodbye(pump.stream, "stop")));
    assertThat(bench.core.presentCount()).isZero();
  }

  @Test
  void permitsAndDeadlinesGoOnAfterARestart() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING);
    Bench again = bench.restarted();
    assertThat(again.core.meta().incarnation()).isEqualTo(bench.core.meta().incarnation());
    assertThat(again.wave(0).switching()).isEqualTo(1);
    again.passes(Fixtures.DEADLINES.install());
    assertThat(again.wave(0).failures())
        .containsExactly(new FailureCount(FailureClass.SILENT_AFTER_SWITCH, 1));
  }

  @Test
  void aDeviceThatMovedAwayIsCountedNoMore() {
    runs();
    bench.feed(
        new FeedItem(
            0,
            Optional.empty(),
            Optional.of(new dev.weir.protocol.message.DeviceGone(pump.id, 1)),
            Optional.empty()));
    assertThat(wave().targets()).isZero();
    assertThat(bench.greets(pump)).isEqualTo(Reception.TAKEN);
    assertThat(bench.store.load().devices()).isEmpty();
  }

  @Test
  void itemsOfThePastAndPagesForAnotherIncarnationChangeNothing() {
    runs();
    long cursor = bench.core.meta().feedCursor();
    bench.step(
        new RegionEvent.Answered(
            Fixtures.page(
                bench.core.meta().incarnation(),
                1,
                bench.now.plus(bench.lease),
                List.of(item(new ScriptedDevice(5).owned())))));
    bench.step(
        new RegionEvent.Answered(
            Fixtures.page(
                bench.core.meta().incarnation() - 1,
                cursor + 1,
                bench.now.plus(bench.lease),
                List.of(item(new ScriptedDevice(6).owned())))));
    assertThat(bench.core.deviceCount()).isEqualTo(1);
    assertThat(bench.core.meta().feedCursor()).isEqualTo(cursor);
  }

  @Test
  void queriesAreAnsweredWithTheSmallestRanksAndTheDispatchersOwnReason() {
    List<FeedItem> items = new ArrayList<>();
    List<Rank> ranks = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      ScriptedDevice device = new ScriptedDevice(i);
      items.add(item(device.owned()));
      ranks.add(Rank.of(ROLLOUT, device.id));
    }
    ranks.sort(null);
    bench.feed(items.toArray(FeedItem[]::new));
    bench.feed(item(order().build()));
    bench.step(
        new RegionEvent.Answered(
            Fixtures.asking(
                bench.core.meta().incarnation(),
                bench.now.plus(bench.lease),
                Query.ranks(1, ROLLOUT, "line=a", Fixtures.PUMP, 7),
                Query.why(2, ROLLOUT, Fixtures.device(3)))));
    assertThat(bench.core.answers().get(0).ranks()).isEqualTo(ranks.subList(0, 7));
    assertThat(bench.core.answers().get(1).why().orElseThrow().rule()).isEqualTo("offline");
  }

  @Test
  void payloadsAreWantedForWhatTargetsRunAndForNothingElse() {
    runs();
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.COMMITTED);
    List<Digest> bases =
        bench.effects.stream()
            .filter(Effect.Prefetch.class::isInstance)
            .flatMap(effect -> ((Effect.Prefetch) effect).wanted().profiles().stream())
            .map(profile -> profile.image())
            .distinct()
            .toList();
    assertThat(bases).containsExactly(Fixtures.OLD_IMAGE);
    bench.feed(item(order().revision(2).state(RolloutState.ABORTED).build()));
    assertThat(bench.effects).contains(new Effect.Forget(Fixtures.MANIFEST));
  }
}
