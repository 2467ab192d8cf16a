package dev.weir.agent.drive;

import static dev.weir.protocol.message.UpdatePhase.COMMITTED;
import static dev.weir.protocol.message.UpdatePhase.DOWNLOADED;
import static dev.weir.protocol.message.UpdatePhase.DOWNLOADING;
import static dev.weir.protocol.message.UpdatePhase.FAILED;
import static dev.weir.protocol.message.UpdatePhase.INSTALLED;
import static dev.weir.protocol.message.UpdatePhase.INSTALLING;
import static dev.weir.protocol.message.UpdatePhase.OFFERED;
import static dev.weir.protocol.message.UpdatePhase.REVERTED;
import static dev.weir.protocol.message.UpdatePhase.TRIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.health.ProbeOutput;
import dev.weir.agent.slot.Slot;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.report.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole updates, as the region sees them. */
class UpdateTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final byte[] NEXT = Releases.image(8, 700_000);

  private final World world = new World();

  private void run(Goal goal) {
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(goal));
    world.run(LONG);
  }

  private static Goal with(Goal goal, World world, Duration startWithin) {
    return new Goal(
        goal.rollout(),
        goal.release(),
        goal.manifest(),
        goal.manifestBytes(),
        world.time.now().plus(startWithin));
  }

  @Test
  void aFullImageIsDownloadedInstalledTriedAndCommitted() {
    run(Releases.full(world, 2, NEXT));
    assertThat(world.phases())
        .containsExactly(OFFERED, DOWNLOADING, DOWNLOADED, INSTALLING, INSTALLED, TRIAL, COMMITTED);
    assertThat(world.running()).isEqualTo(NEXT);
    assertThat(world.region.links).containsOnly(Link.FOLLOWS);
    assertThat(world.probed).containsExactly(Slot.B, Slot.B, Slot.B);
  }

  @Test
  void reportsSayWhatWasMeasured() {
    Goal goal = Releases.full(world, 2, NEXT);
    run(goal);
    Report last = world.last();
    assertThat(last.from()).isEqualTo(new Version("1.0"));
    assertThat(last.running()).isEqualTo(new Version("2.0"));
    assertThat(last.image()).isEqualTo(Digest.of(NEXT));
    assertThat(last.generation()).isEqualTo(new Generation(1, 1));
    assertThat(last.rollout()).contains(goal.rollout());
    assertThat(last.payloadCodec()).isEqualTo("XZ");
    assertThat(last.downloadedBytes()).isEqualTo(last.payloadBytes());
    assertThat(last.imageBytes()).isEqualTo(NEXT.length);
    assertThat(last.resumedAt()).isZero();
    assertThat(last.startedAt()).isPresent();
    assertThat(last.transport()).isEqualTo("mqtt");
    assertThat(last.path()).isEqualTo("http");
  }

  @Test
  void aNewStoreBeginsWithAnInventory() {
    world.start();
    world.run(LONG);
    Report first = world.region.reports.get(0);
    assertThat(first.rollout()).isEmpty();
    assertThat(first.phase()).isEqualTo(COMMITTED);
    assertThat(first.image()).isEqualTo(Digest.of(World.SHIPPED));
    world.kill(false);
    world.start();
    world.run(LONG);
    assertThat(world.region.reports).hasSize(1);
  }

  @Test
  void aDeltaStartsFromTheActiveSlot() {
    run(Releases.delta(world, 2, World.SHIPPED, Releases.image(3, 9_000)));
    assertThat(world.phases()).endsWith(COMMITTED);
    assertThat(world.running()).hasSize(World.SHIPPED.length + 9_000);
    assertThat(world.last().downloadedBytes()).isLessThan(20_000);
  }

  @Test
  void updatesFollowEachOtherThroughTheSlots() {
    run(Releases.full(world, 2, NEXT));
    byte[] third = Releases.image(9, 300_000);
    world.region.desire(Optional.of(Releases.full(world, 3, third)));
    world.run(LONG);
    assertThat(world.running()).isEqualTo(third);
    assertThat(world.disk.boot.orElseThrow().running()).isEqualTo(Slot.A);
  }

  @Test
  void anUnhealthyImageIsRevertedAndNotTriedAgain() {
    world.health = new ProbeOutput.Exited(1, "");
    run(Releases.full(world, 2, NEXT));
    assertThat(world.phases()).endsWith(INSTALLED, TRIAL, REVERTED);
    assertThat(world.failure()).contains(FailureClass.UNHEALTHY);
    assertThat(world.last().image()).isEqualTo(Digest.of(World.SHIPPED));
    assertThat(world.running()).isEqualTo(World.SHIPPED);
    int reports = world.region.reports.size();
    world.kill(true);
    world.start();
    world.run(LONG);
    assertThat(world.region.reports).hasSize(reports);
  }

  @Test
  void aFailureIsTriedAgainUnderANewerGeneration() {
    world.health = new ProbeOutput.TimedOut();
    Goal goal = Releases.full(world, 2, NEXT);
    run(goal);
    assertThat(world.phases()).endsWith(REVERTED);
    world.health = new ProbeOutput.Exited(0, "ok");
    world.region.desire(Optional.of(goal));
    world.run(LONG);
    assertThat(world.phases()).endsWith(INSTALLED, TRIAL, COMMITTED);
    assertThat(world.last().generation()).isEqualTo(new Generation(1, 2));
  }

  @Test
  void anImageThatSaysSomethingElseIsReverted() {
    world.health = new ProbeOutput.Exited(0, "another");
    run(Releases.full(world, 2, NEXT));
    assertThat(world.last().detail()).contains("\"another\"").contains("\"ok\"");
    assertThat(world.failure()).contains(FailureClass.UNHEALTHY);
  }

  @Test
  void anImageThatThisDeviceCantStartIsRefusedBeforeTheSwitch() {
    world.objection = Optional.of("built for AArch64, this device is x86-64");
    run(Releases.full(world, 2, NEXT));
    assertThat(world.phases()).endsWith(INSTALLING, FAILED);
    assertThat(world.failure()).contains(FailureClass.WRONG_IMAGE);
    assertThat(world.probed).isEmpty();
    assertThat(world.disk.boot.orElseThrow().trial()).isEmpty();
  }

  @Test
  void aBadSignatureTouchesNothing() {
    Goal good = Releases.full(world, 2, NEXT);
    byte[] bytes = world.artifacts.get(good.manifest()).toArray();
    bytes[bytes.length - 1] ^= 1;
    Bytes broken = Bytes.wrap(bytes);
    world.artifacts.put(broken.digest(), broken);
    run(
        new Goal(
            good.rollout(), good.release(), broken.digest(), broken.size(), good.startBefore()));
    assertThat(world.phases()).containsExactly(OFFERED, FAILED);
    assertThat(world.failure()).contains(FailureClass.BAD_SIGNATURE);
    assertThat(world.disk.files()).containsOnlyKeys("A");
  }

  @Test
  void anOlderReleaseIsRefused() {
    run(Releases.full(world, 5, NEXT));
    world.region.desire(Optional.of(Releases.full(world, 4, Releases.image(4, 1000))));
    world.run(LONG);
    assertThat(world.failure()).contains(FailureClass.NOT_NEWER);
    assertThat(world.running()).isEqualTo(NEXT);
  }

  @Test
  void aManifestThatIsTooLargeIsNotFetched() {
    Goal goal = Releases.full(world, 2, NEXT);
    run(new Goal(goal.rollout(), goal.release(), goal.manifest(), 1 << 20, goal.startBefore()));
    assertThat(world.failure()).contains(FailureClass.BAD_SIGNATURE);
    assertThat(world.fetched).isEmpty();
  }

  @Test
  void aChunkThatArrivesWrongIsFetchedAgainAndCounted() {
    int[] pieces = {0};
    world.onLink =
        fetched -> fetched instanceof Fetched.Piece p && ++pieces[0] == 5 ? flipped(p) : fetched;
    run(Releases.full(world, 2, NEXT));
    assertThat(world.phases()).endsWith(COMMITTED);
    assertThat(world.running()).isEqualTo(NEXT);
    assertThat(world.last().downloadedBytes())
        .isEqualTo(world.last().payloadBytes() + Releases.CHUNK);
  }

  @Test
  void aChunkThatStaysWrongFailsTheActionAndIsNeverWritten() {
    Goal goal = Releases.full(world, 2, NEXT);
    world.onLink =
        fetched ->
            fetched instanceof Fetched.Piece p && p.bytes().size() == Releases.CHUNK
                ? flipped(p)
                : fetched;
    run(goal);
    assertThat(world.phases()).endsWith(DOWNLOADING, FAILED);
    assertThat(world.failure()).contains(FailureClass.DIGEST_MISMATCH);
    assertThat(world.disk.files()).containsOnlyKeys("A");
    assertThat(world.fetched.stream().filter(f -> f.endsWith("@0"))).hasSize(1 + 3);
  }

  private static Fetched flipped(Fetched.Piece piece) {
    byte[] bytes = piece.bytes().toArray();
    bytes[bytes.length / 2] ^= 4;
    return new Fetched.Piece(Bytes.wrap(bytes));
  }

  @Test
  void aTruncatedPayloadFailsTheAction() {
    Goal goal = Releases.full(world, 2, NEXT);
    world.onLink =
        fetched ->
            fetched instanceof Fetched.Piece p && p.bytes().size() == Releases.CHUNK
                ? new Fetched.Piece(p.bytes().slice(0, 1000))
                : fetched;
    run(goal);
    assertThat(world.failure()).contains(FailureClass.DIGEST_MISMATCH);
  }

  @Test
  void anArtifactThatTheRegionDoesNotHaveFailsTheDownload() {
    Goal goal = Releases.full(world, 2, NEXT);
    world.artifacts.remove(goal.manifest());
    run(goal);
    assertThat(world.failure()).contains(FailureClass.DOWNLOAD_FAILED);
  }

  @Test
  void aDownloadThatTakesTooLongIsGivenUpAndItsChunksAreKept() {
    world.settings =
        world.settings.with(
            new DownloadSettings(64 * 1024, 64 * 1024, 3, Duration.ofSeconds(5), 0));
    Goal goal = Releases.full(world, 2, NEXT);
    run(goal);
    assertThat(world.failure()).contains(FailureClass.DOWNLOAD_FAILED);
    assertThat(world.last().downloadedBytes()).isBetween(200_000L, 400_000L);
    world.region.desire(Optional.of(goal));
    world.run(LONG);
    assertThat(world.last().resumedAt()).isGreaterThan(200_000L);
  }

  @Test
  void aLimitedDownloadKeepsItsRate() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(Duration.ofSeconds(5));
    long offset = world.driver().status().offset();
    assertThat(offset).isBetween(4L * 64 * 1024, 6L * 64 * 1024);
    world.run(LONG);
    assertThat(world.phases()).endsWith(COMMITTED);
  }

  @Test
  void aKilledDownloadGoesOnWhereItsVerifiedChunksEnd() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(Duration.ofSeconds(7));
    long offset = world.driver().status().offset();
    world.kill(false);
    world.start();
    world.run(LONG);
    assertThat(world.phases())
        .containsExactly(
            OFFERED, DOWNLOADING, DOWNLOADING, DOWNLOADED, INSTALLING, INSTALLED, TRIAL, COMMITTED);
    assertThat(world.last().resumedAt()).isEqualTo(offset).isPositive();
    assertThat(world.last().downloadedBytes())
        .isBetween(world.last().payloadBytes(), world.last().payloadBytes() + Releases.CHUNK);
  }

  @Test
  void aDamagedPartOfADownloadIsNotBelieved() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    Goal goal = Releases.full(world, 2, NEXT);
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(goal));
    world.run(Duration.ofSeconds(7));
    world.kill(false);
    world.disk.files().values().stream()
        .filter(content -> content.length % Releases.CHUNK == 0)
        .forEach(content -> content[3 * Releases.CHUNK + 17] ^= 1);
    world.start();
    world.run(LONG);
    assertThat(world.phases()).endsWith(COMMITTED);
    assertThat(world.last().resumedAt()).isEqualTo(3L * Releases.CHUNK);
    assertThat(world.running()).isEqualTo(NEXT);
  }

  @Test
  void anImageWithoutRoomIsRefusedBeforeTheDownload() {
    world.disk.room = 600_000;
    run(Releases.full(world, 2, NEXT));
    assertThat(world.failure()).contains(FailureClass.NO_ROOM);
    assertThat(world.last().downloadedBytes()).isZero();
  }

  @Test
  void aDiskThatFillsUpPausesTheDownloadAndItGoesOnByItself() {
    world.settings = world.settings.with(world.settings.download().withRate(256 * 1024));
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(Duration.ofSeconds(1));
    world.disk.room = Releases.CHUNK / 2;
    world.run(Duration.ofSeconds(1));
    int asked = world.fetched.size();
    world.run(Duration.ofMinutes(5));
    assertThat(world.fetched).as("nothing is fetched that can't be kept").hasSize(asked);
    assertThat(world.driver().status().waits().orElseThrow()).startsWith("the download waits");
    world.disk.room = Long.MAX_VALUE;
    world.run(LONG);
    assertThat(world.phases()).endsWith(TRIAL, COMMITTED);
    assertThat(world.driver().status().waits()).isEmpty();
    assertThat(world.running()).isEqualTo(NEXT);
  }

  @Test
  void aWriteThatFindsNoRoomIsTriedAgain() {
    world.disk.full = true;
    run(Releases.full(world, 2, NEXT));
    assertThat(world.phases()).containsExactly(OFFERED, DOWNLOADING);
    world.disk.full = false;
    world.run(LONG);
    assertThat(world.phases()).endsWith(TRIAL, COMMITTED);
    assertThat(world.running()).isEqualTo(NEXT);
  }

  @Test
  void aDownloadThatNeverFindsRoomFailsForWantOfIt() {
    world.settings =
        world.settings.with(new DownloadSettings(0, 64 * 1024, 3, Duration.ofMinutes(5), 0));
    world.disk.full = true;
    run(Releases.full(world, 2, NEXT));
    world.run(Duration.ofMinutes(6));
    assertThat(world.failure()).contains(FailureClass.NO_ROOM);
    assertThat(world.last().detail()).contains("waits for room on the disk");
    assertThat(world.driver().status().waits()).isEmpty();
  }

  @Test
  void aDiskThatFillsUpInTheInstallationFailsTheActionAndTheRunningSlotStays() {
    world.disk.slotsFull = true;
    run(Releases.full(world, 2, NEXT));
    assertThat(world.failure()).contains(FailureClass.NO_ROOM);
    assertThat(world.running()).isEqualTo(World.SHIPPED);
    assertThat(world.disk.boot.orElseThrow().trial()).isEmpty();
    assertThat(world.last().other()).isEmpty();
  }

  @Test
  void aDiskThatFailsFailsTheActionAndNotTheAgent() {
    world.disk.faulty = true;
    run(Releases.full(world, 2, NEXT));
    assertThat(world.failure()).contains(FailureClass.DEVICE_FAULT);
    world.disk.faulty = false;
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(LONG);
    assertThat(world.phases()).endsWith(COMMITTED);
  }

  @Test
  void nothingIsInstalledAfterStartBefore() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    Goal goal = Releases.full(world, 2, NEXT);
    world.region.desire(Optional.of(with(goal, world, Duration.ofSeconds(3))));
    world.run(LONG);
    assertThat(world.phases()).containsExactly(OFFERED, DOWNLOADING, DOWNLOADED, DOWNLOADED);
    world.kill(true);
    world.start();
    world.run(LONG);
    assertThat(world.phases()).hasSize(4);
    world.region.desire(Optional.of(with(goal, world, Duration.ofSeconds(3))));
    world.run(LONG);
    assertThat(world.phases()).endsWith(DOWNLOADED, INSTALLING, INSTALLED, TRIAL, COMMITTED);
    assertThat(world.last().generation()).isEqualTo(new Generation(1, 2));
  }

  @Test
  void theSameGoalGoesOnUnderTheNewerGeneration() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    Goal goal = Releases.full(world, 2, NEXT);
    world.region.desire(Optional.of(goal));
    world.run(Duration.ofSeconds(4));
    world.region.desire(Optional.of(goal));
    world.run(LONG);
    assertThat(world.phases())
        .containsExactly(
            OFFERED, DOWNLOADING, DOWNLOADING, DOWNLOADED, INSTALLING, INSTALLED, TRIAL, COMMITTED);
    assertThat(world.last().generation()).isEqualTo(new Generation(1, 2));
    assertThat(world.last().downloadedBytes()).isEqualTo(world.last().payloadBytes());
  }

  @Test
  void anotherGoalSupersedesADownload() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(Duration.ofSeconds(4));
    byte[] third = Releases.image(9, 100_000);
    world.region.desire(Optional.of(Releases.full(world, 3, third)));
    world.run(LONG);
    assertThat(world.phases())
        .containsExactly(
            OFFERED,
            DOWNLOADING,
            OFFERED,
            DOWNLOADING,
            DOWNLOADED,
            INSTALLING,
            INSTALLED,
            TRIAL,
            COMMITTED);
    assertThat(world.running()).isEqualTo(third);
    assertThat(world.disk.files()).containsOnlyKeys("A", "B");
  }

  @Test
  void noGoalEndsADownload() {
    world.settings = world.settings.with(world.settings.download().withRate(64 * 1024));
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(Duration.ofSeconds(4));
    world.region.desire(Optional.empty());
    int asked = world.fetched.size();
    world.run(LONG);
    assertThat(world.phases()).containsExactly(OFFERED, DOWNLOADING);
    assertThat(world.fetched).hasSizeLessThanOrEqualTo(asked + 1);
    assertThat(world.disk.files()).containsOnlyKeys("A");
    assertThat(world.driver().status().phase()).isEmpty();
  }

  @Test
  void onceInstallingADeviceFinishesAndThenTakesTheNextGoal() {
    world.start();
    world.run(LONG);
    world.region.desire(Optional.of(Releases.full(world, 2, NEXT)));
    world.run(Duration.ofSeconds(5));
    assertThat(world.phases()).endsWith(TRIAL);
    byte[] third = Releases.image(9, 100_000);
    world.region.desire(Optional.of(Releases.full(world, 3, third)));
    world.region.desire(Optional.empty());
    world.region.desire(Optional.of(Releases.full(world, 3, third)));
    world.run(LONG);
    assertThat(world.phases())
        .containsExactly(
            OFFERED,
            DOWNLOADING,
            DOWNLOADED,
            INSTALLING,
            INSTALLED,
            TRIAL,
            COMMITTED,
            OFFERED,
            DOWNLOADING,
            DOWNLOADED,
            INSTALLING,
            INSTALLED,
            TRIAL,
            COMMITTED);
    assertThat(world.running()).isEqualTo(third);
  }

  @Test
  void aReleaseThatRunsAlreadyIsCommittedAtOnce() {
    Goal goal = Releases.full(world, 2, NEXT);
    run(goal);
    int asked = world.fetched.size();
    world.region.desire(Optional.of(goal));
    world.run(LONG);
    assertThat(world.phases()).endsWith(COMMITTED, OFFERED, COMMITTED);
    assertThat(world.last().image()).isEqualTo(Digest.of(NEXT));
    assertThat(world.fetched).hasSize(asked);
  }

  @Test
  void anImageThatRunsUnderAnotherNameIsAdoptedWithItsCounter() {
    run(Releases.full(world, 4, World.SHIPPED));
    assertThat(world.phases()).containsExactly(OFFERED, COMMITTED);
    assertThat(world.last().running()).isEqualTo(new Version("4.0"));
    world.region.desire(Optional.of(Releases.full(world, 3, NEXT)));
    world.run(LONG);
    assertThat(world.failure()).contains(FailureClass.NOT_NEWER);
  }

  @Test
  void anOlderGenerationChangesNothing() {
    run(Releases.full(world, 2, NEXT));
    List<Report> before = List.copyOf(world.region.reports);
    world.region.cut();
    world.run(LONG);
    assertThat(world.region.reports).isEqualTo(before);
  }
}
