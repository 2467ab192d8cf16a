package dev.weir.global.drive;

import static dev.weir.global.Samples.NEW_IMAGE;
import static dev.weir.global.Samples.OLD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.DeltaWorker;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.report.Reports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Deltas that are built after publishing: workers, rollouts that wait, and what regions are told.
 */
class DeltaDriveTest {
  private static final RolloutId R = RolloutId.of("r");
  private static final Duration WAIT = Duration.ofMinutes(30);
  private static final DeltaWorker W = new DeltaWorker("w");

  private final World world = new World();

  /** Two releases with full payloads only; three devices in the north run the first. */
  @BeforeEach
  void publish() {
    world.join(Samples.NORTH);
    world.artifacts.put(Samples.FULL);
    world.done(world.driver.addReleaseKey(new KeyView(world.releaseKey.publicKey()), Terms.NONE));
    publish(Samples.manifest("pump-1", 1, OLD_IMAGE));
    publish(Samples.manifest("pump-2", 2, NEW_IMAGE));
    for (int i = 0; i < 3; i++) {
      world.enrol("n" + i, Optional.of(Samples.NORTH));
    }
    world.syncAll();
    for (int i = 0; i < 3; i++) {
      report(i, OLD_IMAGE);
    }
    world.syncAll();
  }

  private void report(int number, Digest image) {
    DeviceId device = World.id("n" + number);
    Report report = Samples.report(device, 1, Optional.empty(), image);
    long epoch = world.north().devices.get(device).ownerEpoch();
    Bytes signed = Reports.sign(world.reportKey, report);
    world.north().reports.add(new RelayedReport(number + 1, device, epoch, signed));
  }

  private void publish(Manifest manifest) {
    world.done(world.driver.publish(Manifests.sign(world.releaseKey, manifest), Terms.NONE));
  }

  private static RolloutSpec waiting(Duration atMost, Prepare.Then then) {
    return Samples.waiting("r", "pump-2", atMost, then);
  }

  private RolloutView start(Duration atMost, Prepare.Then then) {
    return world.done(world.driver.start(waiting(atMost, then)));
  }

  private Optional<DeltaOrder> lease() {
    return world.done(world.driver.leaseDelta(W)).order();
  }

  private DeltaJobView built() {
    world.artifacts.put(Samples.DELTA);
    return world.done(
        world.driver.deltaDone(
            new DeltaResult(OLD_IMAGE, NEW_IMAGE, "w", List.of(Samples.delta(Samples.DELTA)))));
  }

  private void fail() {
    world.done(world.driver.deltaFailed(new DeltaFailure(OLD_IMAGE, NEW_IMAGE, "w", "no memory")));
  }

  private DeltaJobView job() {
    List<DeltaJobView> jobs = world.done(world.driver.deltaJobs("", 10)).items();
    assertThat(jobs).hasSize(1);
    return jobs.get(0);
  }

  private Directive directive() {
    world.syncAll();
    return world.north().directives.get(R);
  }

  private MorePayloads more() throws Malformed {
    Directive directive = directive();
    var content = world.artifacts.read(directive.more().orElseThrow()).orElseThrow();
    assertThat(content.size()).isEqualTo(directive.moreBytes());
    return MorePayloads.CODEC.decode(content);
  }

  private List<String> told() {
    return world.done(world.driver.changes(Long.MAX_VALUE, 100)).items().stream()
        .map(change -> change.kind() + ": " + change.detail())
        .toList();
  }

  @Test
  void aRolloutWaitsForItsDeltaAndRegionsAreToldOfIt() throws Malformed {
    RolloutView view = start(WAIT, Prepare.Then.HOLD);
    assertThat(view.state()).isEqualTo(RolloutState.PREPARING);
    assertThat(view.preparing()).contains(view.startedAt().plus(WAIT));
    assertThat(view.waves().get(0).gate()).contains("0 of 1 built");
    assertThat(view.deltas())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.baseVersion()).contains(new Version("2.1"));
              assertThat(job.devices()).isEqualTo(3);
            });
    DeltaOrder order = lease().orElseThrow();
    assertThat(order.base().full().digest()).isEqualTo(Samples.FULL.digest());
    assertThat(order.base().release().text()).isEqualTo("pump-1");
    assertThat(order.image().image()).isEqualTo(NEW_IMAGE);
    assertThat(order.devices()).isEqualTo(3);
    assertThat(world.rollout("r").deltas().get(0).state()).isEqualTo(DeltaJobState.LEASED);
    assertThat(world.north().directives).isEmpty();

    assertThat(built().state()).isEqualTo(DeltaJobState.DONE);
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    assertThat(world.rollout("r").prepared()).startsWith("all deltas");
    assertThat(more().payloads()).containsExactly(Samples.delta(Samples.DELTA));
    assertThat(directive().fallbackBytes()).isEqualTo(7_000);
    assertThat(told())
        .contains("deltaBuilt: 1.0 kB", "rolloutPrepared: " + world.rollout("r").prepared());
  }

  @Test
  void withoutAWaitTheDeltaJoinsLaterUnderANewerRevision() throws Malformed {
    assertThat(start(Duration.ZERO, Prepare.Then.FULL).state()).isEqualTo(RolloutState.RUNNING);
    Directive before = directive();
    assertThat(before.more()).isEmpty();
    lease();
    built();
    assertThat(more().release().text()).isEqualTo("pump-2");
    assertThat(directive().revision()).isGreaterThan(before.revision());
    assertThat(directive().state()).isEqualTo(RolloutState.RUNNING);
  }

  @Test
  void whatIsMissingAtTheEndOfTheWaitIsSaidAndTheRolloutStartsOrHolds() {
    start(WAIT, Prepare.Then.FULL);
    world.loop.advance(WAIT.minusMillis(1));
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.PREPARING);
    world.loop.advance(Duration.ofMillis(1));
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    assertThat(world.rollout("r").prepared()).contains("1 of 1 deltas missing after 30m");
    assertThat(directive().more()).isEmpty();
  }

  @Test
  void threeFailuresLeaveTheDecisionToThePolicyAtOnce() {
    start(WAIT, Prepare.Then.HOLD);
    for (int attempt = 0; attempt < DeltaJobs.ATTEMPTS; attempt++) {
      assertThat(lease()).isPresent();
      fail();
    }
    assertThat(lease()).isEmpty();
    assertThat(job().state()).isEqualTo(DeltaJobState.FAILED);
    assertThat(job().reason()).isEqualTo("no memory");
    RolloutView held = world.rollout("r");
    assertThat(held.state()).isEqualTo(RolloutState.PAUSED);
    assertThat(held.reason()).contains("no attempt is left");
    world.done(world.driver.command(R, Rollouts.Command.RESUME, ""));
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    assertThat(built().state()).isEqualTo(DeltaJobState.DONE);
    assertThat(directive().more()).isPresent();
  }

  @Test
  void aLeaseThatNobodyRenewsGoesToAnotherAndTheLateResultStillCounts() {
    start(WAIT, Prepare.Then.FULL);
    lease();
    world.loop.advance(DeltaJobs.LEASE.minusMillis(1));
    world.done(world.driver.renewDelta(new DeltaClaim(OLD_IMAGE, NEW_IMAGE, "w")));
    world.loop.advance(DeltaJobs.LEASE.minusMillis(1));
    assertThat(job().state()).isEqualTo(DeltaJobState.LEASED);
    world.loop.advance(Duration.ofMillis(1));
    assertThat(job().state()).isEqualTo(DeltaJobState.WAITING);
    world.refused(world.driver.renewDelta(new DeltaClaim(OLD_IMAGE, NEW_IMAGE, "w")), Code.STATE);
    assertThat(world.done(world.driver.leaseDelta(new DeltaWorker("x"))).order()).isPresent();
    assertThat(lease()).isEmpty();
    assertThat(built().state()).isEqualTo(DeltaJobState.DONE);
    assertThat(built().worker()).isEqualTo("w");
  }

  @Test
  void allOfItOutlivesARestart() throws Malformed {
    start(WAIT, Prepare.Then.FULL);
    lease();
    world.restart();
    assertThat(job().state()).isEqualTo(DeltaJobState.LEASED);
    world.loop.advance(DeltaJobs.LEASE);
    assertThat(job().attempts()).isEqualTo(1);
    assertThat(lease()).isPresent();
    built();
    world.restart();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    assertThat(more().payloads()).hasSize(1);
  }

  @Test
  void nothingIsBuiltThatNobodyWaitsFor() {
    start(Duration.ZERO, Prepare.Then.FULL);
    world.done(world.driver.command(R, Rollouts.Command.ABORT, ""));
    world.loop.advance(DeltaWishes.FRESH);
    assertThat(lease()).isEmpty();
    assertThat(job().devices()).isZero();
  }

  @Test
  void aReleaseThatIsSignedWithTheDeltaWantsNoOther() {
    world.artifacts.put(Samples.DELTA);
    publish(Samples.manifest("pump-3", 3));
    RolloutView view =
        world.done(world.driver.start(Samples.waiting("r", "pump-3", WAIT, Prepare.Then.HOLD)));
    assertThat(view.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(view.deltas()).isEmpty();
    assertThat(lease()).isEmpty();
  }

  @Test
  void aDamagedPayloadIsBuiltAgainAndNoLongerOffered() throws Malformed {
    start(Duration.ZERO, Prepare.Then.FULL);
    lease();
    built();
    assertThat(more().payloads()).hasSize(1);
    world.driver.corrupt(Samples.DELTA.digest());
    assertThat(directive().more()).isEmpty();
    assertThat(lease()).isPresent();
  }

  @Test
  void aResultThatIsNotHereOrNotOfTheJobIsRefused() {
    start(Duration.ZERO, Prepare.Then.FULL);
    lease();
    DeltaResult result =
        new DeltaResult(OLD_IMAGE, NEW_IMAGE, "w", List.of(Samples.delta(Samples.DELTA)));
    world.refused(world.driver.deltaDone(result), Code.MISSING_ARTIFACT);
    world.refused(
        world.driver.deltaDone(new DeltaResult(NEW_IMAGE, OLD_IMAGE, "w", List.of())),
        Code.NOT_FOUND);
    assertThat(job().state()).isEqualTo(DeltaJobState.LEASED);
    DeltaJobView none =
        world.done(world.driver.deltaDone(new DeltaResult(OLD_IMAGE, NEW_IMAGE, "w", List.of())));
    assertThat(none.state()).isEqualTo(DeltaJobState.DONE);
    assertThat(directive().more()).isEmpty();
  }

  @Test
  void aBaseThatBecomesHotLaterGetsAJobWhenAWorkerAsksAndNotByReading() {
    start(Duration.ZERO, Prepare.Then.FULL);
    Digest rare = Digest.of(new byte[] {7});
    publish(Samples.manifest("pump-3", 3, rare));
    world.enrol("n3", Optional.of(Samples.NORTH));
    world.enrol("n4", Optional.of(Samples.NORTH));
    world.syncAll();
    report(3, rare);
    report(4, rare);
    world.syncAll();
    world.loop.advance(DeltaWishes.FRESH);
    world.rollout("r");
    assertThat(job().devices()).isEqualTo(3);
    assertThat(lease().orElseThrow().devices()).isEqualTo(3);
    assertThat(world.done(world.driver.deltaJobs("", 10)).items())
        .extracting(DeltaJobView::devices)
        .containsExactly(3, 2);
  }

  @Test
  void thePlanSaysWhichDeltasAreMissingAndWhatFullImagesWouldCost() {
    RolloutSpec spec = waiting(WAIT, Prepare.Then.HOLD);
    PlanView before = world.done(world.driver.plan(spec));
    assertThat(before.fullBytes()).isEqualTo(3 * 3000);
    assertThat(before.deltas()).extracting(DeltaJobView::devices).containsExactly(3);
    assertThat(before.rows().get(0).deviceBytes()).isEqualTo(3 * 3000);
    assertThat(world.done(world.driver.deltaJobs("", 10)).items()).isEmpty();
    start(WAIT, Prepare.Then.HOLD);
    lease();
    built();
    PlanView after = world.done(world.driver.plan(spec));
    assertThat(after.deltas()).isEmpty();
    assertThat(after.rows().get(0).deviceBytes()).isEqualTo(3 * 1000);
    assertThat(after.fullBytes()).isEqualTo(before.fullBytes());
  }
}
