package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.fleet.Device;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.report.Reports;
import dev.weir.trust.signature.Ed25519;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost of one thing is made anew from others, and what can't be is not guessed. */
class MendingTest {
  private static final RolloutId R = RolloutId.of("r");
  private static final Bytes OTHER_KEY = Ed25519.of(Bytes.wrap(new byte[32])).publicKey();
  private static final Duration BAKE = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private final World world = new World();
  private LossyStore lossy;

  @BeforeEach
  void fleet() {
    lossy = new LossyStore(folder.resolve("global.db"));
    world.store = lossy.store();
    world.restart();
    world.withFleet(2);
  }

  @AfterEach
  void close() {
    lossy.close();
  }

  /** Two waves, of which the first is open and bakes. */
  private void startInWaves() {
    world.done(
        world.driver.start(
            spec("r", count("canary", 1, gate(1, BAKE)), all("rest", gate(1, Duration.ZERO)))));
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
  }

  private void startAll() {
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
  }

  private void lose(String table, String... statements) {
    lossy.lose(false, table, statements);
    world.restart();
    assertThat(lossy.isSettled()).isTrue();
  }

  /** Rows are as they were a while ago, though all that was told since was told. */
  private void older(String... statements) {
    lossy.lose(true, "", statements);
    world.restart();
  }

  private RolloutState stateIn(FakeRegion region) {
    return region.directives.get(R).state();
  }

  /** Each device is in the region of its row and in no other, under the row's epoch. */
  private void demandOneOwner() {
    world.syncAll();
    for (Device row : world.devices()) {
      for (FakeRegion region : world.regions.values()) {
        DeviceOwned owned = region.devices.get(row.id());
        if (row.region().equals(Optional.of(region.id))) {
          assertThat(owned).as("%s in %s", row.id(), region.id).isEqualTo(row.owned());
        } else {
          assertThat(owned).as("%s in %s", row.id(), region.id).isNull();
        }
      }
    }
  }

  private Device row(String device) {
    return world.store.device(World.id(device)).orElseThrow();
  }

  private void report(FakeRegion region, String device, long sequence, Report report) {
    region.reports.add(
        new RelayedReport(
            sequence,
            World.id(device),
            row(device).ownerEpoch(),
            Reports.sign(world.reportKey, report)));
    world.sync(region);
  }

  @Test
  void aLostRegionServesWhatItServed() {
    lose("region", "DELETE FROM region WHERE id = 'north'");
    demandOneOwner();
    assertThat(world.devices())
        .filteredOn(row -> row.region().equals(Optional.of(NORTH)))
        .hasSize(2);
    assertThat(world.store.regions()).hasSize(2).noneMatch(region -> region.doubted());
  }

  @Test
  void aRegionOfWhichNothingIsLeftIsTakenUpByItsCertificate() {
    startAll();
    lose(
        "region",
        "DELETE FROM region WHERE id = 'north'",
        "DELETE FROM member WHERE uri LIKE '%north'",
        "DELETE FROM feed WHERE region = 'north'",
        "DELETE FROM counts WHERE region = 'north'",
        "DELETE FROM device WHERE id LIKE 'n%'");
    assertThat(world.store.regions()).hasSize(1);
    world.north().directives.clear();
    world.syncAll();
    assertThat(world.store.regions()).hasSize(2);
    assertThat(stateIn(world.north())).isEqualTo(RolloutState.COMPLETED);
    assertThat(world.enrol("new", Optional.of(NORTH)).region()).contains(NORTH);
  }

  @Test
  void aLostDeviceIsWhatItsRegionWasToldAndKeepsItsLastReport() {
    Report first = Samples.report(World.id("n0"), 1, Optional.empty(), Samples.OLD_IMAGE);
    report(world.north(), "n0", 1, first);
    Device before = row("n0");
    lose("device", "DELETE FROM device WHERE id = 'n0'");
    assertThat(row("n0").owned()).isEqualTo(before.owned());
    assertThat(row("n0").region()).contains(NORTH);
    assertThat(row("n0").report()).contains(first);
    Report second =
        Samples.report(
            World.id("n0"),
            2,
            Optional.of(Reports.sign(world.reportKey, first).digest()),
            Samples.NEW_IMAGE);
    report(world.north(), "n0", 2, second);
    assertThat(row("n0").report()).contains(second);
    assertThat(row("n0").last().orElseThrow().breaks()).isEqualTo(1);
    demandOneOwner();
  }

  @Test
  void aDeviceOfWhichOnlyItsMembershipIsLeftJoinsAgainWithItsKey() {
    lose(
        "device",
        "DELETE FROM device WHERE id = 'n0'",
        "DELETE FROM feed WHERE subject = 'device:n0'");
    assertThat(world.store.device(World.id("n0"))).isEmpty();
    EnrolReply again = world.enrol("n0", Optional.of(NORTH));
    assertThat(again.region()).contains(NORTH);
    demandOneOwner();
  }

  @Test
  void aLostMembershipGivesTheNameToNobody() {
    lose("member", "DELETE FROM member");
    assertThat(world.done(world.driver.me(Peer.of(World.id("n0")))).region()).contains(NORTH);
    world.refused(
        world.driver.enrol(
            World.request(MemberKind.REGION, token(MemberKind.REGION), "north", Bytes.EMPTY)),
        Code.EXISTS);
    world.refused(
        world.driver.enrol(
            World.request(MemberKind.DEVICE, token(MemberKind.DEVICE), "n0", OTHER_KEY)),
        Code.EXISTS);
    Device before = row("n0");
    world.done(
        world.driver.enrol(
            World.request(
                MemberKind.DEVICE, token(MemberKind.DEVICE), "n0", world.reportKey.publicKey())));
    assertThat(row("n0")).isEqualTo(before);
  }

  private String token(MemberKind kind) {
    return world.token(kind, Optional.empty());
  }

  @Test
  void aRegionGivesUpADeviceThoughTheWordThatItIsGoneWasLost() {
    world.done(world.driver.pin(World.id("n0"), Optional.of(SOUTH)));
    lose("feed", "DELETE FROM feed WHERE subject = 'device:n0'");
    assertThat(world.north().devices).containsKey(World.id("n0"));
    demandOneOwner();
    assertThat(row("n0").region()).contains(SOUTH);
    assertThat(world.store.regions()).noneMatch(region -> region.doubted());
  }

  @Test
  void aFeedThatGivesADeviceToAFormerOwnerIsPutRight() {
    world.done(world.driver.pin(World.id("n0"), Optional.of(SOUTH)));
    world.syncAll();
    lose(
        "feed",
        "DELETE FROM feed WHERE subject = 'device:n0' AND region = 'north'",
        "INSERT INTO feed SELECT 'north', subject, number, body FROM feed"
            + " WHERE subject = 'device:n0' AND region = 'south'");
    demandOneOwner();
    beginsAnew(world.north());
    demandOneOwner();
  }

  private static void beginsAnew(FakeRegion region) {
    region.devices.clear();
    region.incarnation++;
    region.sequence = 0;
    region.cursor = 0;
  }

  @Test
  void aFeedIsTheNewerWordOnWhoOwnsADevice() {
    Device before = row("n0");
    world.done(world.driver.pin(World.id("n0"), Optional.of(SOUTH)));
    world.syncAll();
    Device after = row("n0");
    lose("", put("device", "id = 'n0'", Device.CODEC.encode(before)));
    assertThat(row("n0").region()).contains(SOUTH);
    assertThat(row("n0").ownerEpoch()).isEqualTo(after.ownerEpoch());
    demandOneOwner();
  }

  private static String put(String table, String where, Bytes body) {
    return "UPDATE "
        + table
        + " SET body = x'"
        + HexFormat.of().formatHex(body.toArray())
        + "' WHERE "
        + where;
  }

  @Test
  void noNumberIsGivenOutTwiceThoughTheCounterIsLost() {
    startAll();
    long epoch = world.devices().stream().mapToLong(Device::ownerEpoch).max().orElseThrow();
    long order = world.store.rollouts().get(0).order();
    long cursor = world.north().cursor;
    lose("counter", "DELETE FROM counter");
    world.enrol("new", Optional.of(NORTH));
    assertThat(row("new").ownerEpoch()).isGreaterThan(epoch);
    world.publish("pump-3", 3);
    world.done(world.driver.command(R, Rollouts.Command.ABORT, ""));
    world.done(world.driver.start(spec("q", all("all", gate(1, Duration.ZERO)))));
    assertThat(world.store.rollouts()).last().matches(rollout -> rollout.order() > order);
    assertThat(world.store.feed(NORTH, cursor, 1).get(0).sequence())
        .isGreaterThan(world.loop.now().toEpochMilli() - Duration.ofDays(1).toMillis());
    demandOneOwner();
  }

  @Test
  void aLostRolloutIsHaltedWithTheWavesThatWereOpen() {
    startInWaves();
    long told = world.north().directives.get(R).revision();
    lose("rollout", "DELETE FROM rollout");
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
    assertThat(world.rollout("r").reason()).contains("lost");
    assertThat(stateIn(world.north())).isEqualTo(RolloutState.HALTED);
    assertThat(world.north().directives.get(R).revision()).isGreaterThan(told);
    assertThat(world.rollout("r").spec().waves()).hasSize(1);
    world.done(world.driver.command(R, Rollouts.Command.ABORT, ""));
    world.syncAll();
    assertThat(stateIn(world.south())).isEqualTo(RolloutState.ABORTED);
  }

  @Test
  void aLostReleaseIsReadFromItsManifest() {
    startInWaves();
    lose("release", "DELETE FROM release");
    assertThat(world.store.releases()).hasSize(1);
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    world.loop.advance(BAKE);
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
  }

  @Test
  void aRolloutWhoseReleaseIsGoneWaitsUntilItIsPublishedAgain() {
    startInWaves();
    lose("release", "DELETE FROM release", "DELETE FROM release_key");
    assertThat(world.refused(world.driver.rollout(R), Code.NOT_FOUND).detail())
        .contains("pump-2", "publish it again");
    world.refused(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))), Code.EXISTS);
    world.syncAll();
    world.loop.advance(BAKE);
    world.done(world.driver.addReleaseKey(new KeyView(world.releaseKey.publicKey()), Terms.NONE));
    Bytes signed = Manifests.sign(world.releaseKey, Samples.manifest("pump-2", 2));
    world.done(world.driver.publish(signed, Terms.NONE));
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
  }

  @Test
  void aRolloutIsNotJudgedWithoutTheCountsThatWereLost() {
    startInWaves();
    lose("counts", "DELETE FROM counts WHERE region = 'south'");
    world.loop.advance(BAKE);
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
    assertThat(world.rollout("r").reason()).contains("corrupt");
    assertThat(stateIn(world.south())).isEqualTo(RolloutState.HALTED);
    world.done(world.driver.command(R, Rollouts.Command.RESUME, ""));
    world.loop.advance(BAKE);
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
    assertThat(stateIn(world.south())).isEqualTo(RolloutState.COMPLETED);
  }

  @Test
  void lostRulesMoveAndPlaceNobody() {
    world.done(
        world.driver.putResidency(
            List.of(new ResidencyRule("n", "device in (n0)", List.of(NORTH))), Terms.NONE));
    world.done(world.driver.pin(World.id("n0"), Optional.empty()));
    world.loop.advance(Duration.ofSeconds(1));
    lose("residency", "DELETE FROM residency");
    world.loop.advance(Duration.ofSeconds(1));
    assertThat(row("n0").region()).contains(NORTH);
    String token = token(MemberKind.DEVICE);
    world.refused(
        world.driver.enrol(
            World.request(MemberKind.DEVICE, token, "new", world.reportKey.publicKey())),
        Code.NO_REGION);
    assertThat(world.done(world.driver.residency()).items().get(0).name())
        .isEqualTo("rules-were-lost");
    world.done(world.driver.putResidency(List.of(), Terms.NONE));
    world.loop.advance(Duration.ofSeconds(1));
    world.done(
        world.driver.enrol(
            World.request(MemberKind.DEVICE, token, "new", world.reportKey.publicKey())));
    demandOneOwner();
  }

  /** The device was handed over after the time to which the rows go back. */
  @Test
  void ofTwoRegionsThatBelieveTheyOwnADeviceTheOneOfItsRowWins() {
    Device before = row("n0");
    world.done(world.driver.pin(World.id("n0"), Optional.of(SOUTH)));
    world.syncAll();
    assertThat(world.south().devices).containsKey(World.id("n0"));
    older(
        put("device", "id = 'n0'", Device.CODEC.encode(before)),
        "DELETE FROM feed WHERE subject = 'device:n0'",
        "UPDATE counter SET owner_epoch = " + before.ownerEpoch());
    assertThat(row("n0").region()).contains(NORTH);
    demandOneOwner();
    assertThat(world.south().devices).doesNotContainKey(World.id("n0"));
  }

  /** What puts the rollout's row back to what it is now. */
  private String rolloutAsItIs() {
    Rollout row = world.store.rollouts().get(0);
    return put("rollout", "id = 'r'", Rollout.CODEC.encode(row))
        .replace("SET ", "SET version = " + row.version() + ", ");
  }

  @Test
  void whatWasAbortedAfterTheTimeOfItsRowDoesNotGoOn() {
    startInWaves();
    String running = rolloutAsItIs();
    world.done(world.driver.command(R, Rollouts.Command.ABORT, ""));
    world.syncAll();
    older(running, "DELETE FROM feed WHERE subject = 'rollout:r'");
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
    assertThat(stateIn(world.north())).isEqualTo(RolloutState.HALTED);
  }

  @Test
  void anAbortOfWhichOnlyAFeedKnowsHolds() {
    startInWaves();
    String running = rolloutAsItIs();
    world.done(world.driver.command(R, Rollouts.Command.ABORT, ""));
    lose("", running);
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.ABORTED);
    assertThat(stateIn(world.north())).isEqualTo(RolloutState.ABORTED);
  }

  @Test
  void aTokenThatLooksUnusedLetsNobodyInWhereRowsMayBeOlder() {
    String token = world.token(MemberKind.DEVICE, Optional.of(NORTH));
    older();
    assertThat(
            world
                .refused(
                    world.driver.enrol(
                        World.request(
                            MemberKind.DEVICE, token, "new", world.reportKey.publicKey())),
                    Code.BAD_TOKEN)
                .detail())
        .contains("get another");
  }

  @Test
  void whatGoesOnByItselfGoesOnWhereNothingIsLost() {
    startInWaves();
    lose("");
    world.loop.advance(BAKE);
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
    demandOneOwner();
  }

  @Test
  void itIsToldInTheOverviewAndByTheProcess() {
    lose("device", "DELETE FROM device WHERE id = 'n0'");
    List<Change> lately = world.done(world.driver.overview()).changes();
    assertThat(lately.get(0).kind()).isEqualTo("storeSalvaged");
    assertThat(lately.get(0).detail()).contains("global.db.corrupt-T", "device 1 rows");
    assertThat(lately).hasSizeGreaterThan(2);
    assertThat(world.driver.notice().orElseThrow()).contains("device 1 rows");
    world.restart();
    assertThat(world.driver.notice()).isEmpty();
    assertThat(world.done(world.driver.overview()).changes()).isEqualTo(lately);
  }

  @Test
  void aKillAtAnyCommitOfTheMendingChangesNothingInTheEnd() {
    startInWaves();
    world.done(world.driver.pin(World.id("n0"), Optional.of(SOUTH)));
    boolean isKilled = true;
    for (int lives = 0; isKilled; lives++) {
      lossy.lose(
          true,
          "device",
          "DELETE FROM device WHERE id = 's0'",
          "DELETE FROM region WHERE id = 'north'",
          "DELETE FROM feed WHERE subject = 'device:n0' AND region = 'north'");
      lossy.lives = lives;
      isKilled = false;
      try {
        world.restart();
      } catch (LossyStore.Killed e) {
        isKilled = true;
        world.restart();
      }
      lossy.lives = -1;
      assertThat(lossy.isSettled()).as("%s commits", lives).isTrue();
      demandOneOwner();
      assertThat(world.devices()).as("%s commits", lives).hasSize(4);
      assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
    }
  }
}
