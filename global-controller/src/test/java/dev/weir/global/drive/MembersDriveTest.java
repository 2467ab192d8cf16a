package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.registry.Filter;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.report.Reports;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Enrolment, owners, reports and the feed through the driver. */
class MembersDriveTest {
  private final World world = new World();

  private EnrolRequest device(String token, String name) {
    return World.request(MemberKind.DEVICE, token, name, world.reportKey.publicKey());
  }

  @Test
  void aTokenLetsInOneMemberAndTheSameRequestAgainGetsTheSameCertificate() {
    world.join(NORTH);
    String token = world.token(MemberKind.DEVICE, Optional.empty());
    EnrolReply first = world.done(world.driver.enrol(device(token, "pump-1")));
    assertThat(first.region()).contains(NORTH);
    assertThat(first.endpoints()).hasSize(1);
    assertThat(first.certificates()).startsWith("urn:weir:device:pump-1");
    assertThat(world.refused(world.driver.enrol(device(token, "pump-2")), Code.BAD_TOKEN).detail())
        .contains("used up");

    world.loop.advance(Duration.ofDays(3));
    world.restart();
    assertThat(world.done(world.driver.enrol(device(token, "pump-1")))).isEqualTo(first);
    assertThat(world.devices()).hasSize(1);
    assertThat(world.memory.counters().ownerEpoch()).isEqualTo(1);
  }

  @Test
  void anotherKeyCannotTakeANameThatIsTaken() {
    world.join(NORTH);
    world.enrol("pump-1", Optional.empty());
    String token = world.token(MemberKind.DEVICE, Optional.empty());
    EnrolRequest thief =
        new EnrolRequest(
            MemberKind.DEVICE,
            token,
            "pump-1",
            "key of a thief",
            world.reportKey.publicKey(),
            Optional.of(Samples.PUMP),
            "",
            Optional.of(SiteId.of("plant-1")),
            Map.of());
    world.refused(world.driver.enrol(thief), Code.EXISTS);
  }

  @Test
  void unknownExpiredAndUnfittingTokensAreRefused() {
    world.join(NORTH);
    world.refused(world.driver.enrol(device("made-up", "pump-1")), Code.BAD_TOKEN);
    String forRegions = world.token(MemberKind.REGION, Optional.empty());
    assertThat(world.refused(world.driver.enrol(device(forRegions, "p")), Code.BAD_TOKEN).detail())
        .contains("REGION");
    String token = world.token(MemberKind.DEVICE, Optional.empty());
    world.loop.advance(Duration.ofDays(1));
    assertThat(world.refused(world.driver.enrol(device(token, "pump-1")), Code.BAD_TOKEN).detail())
        .contains("was valid until");
  }

  @Test
  void onlyTheTokensDigestIsStored() {
    String token = world.token(MemberKind.DEVICE, Optional.empty());
    assertThat(world.memory.token(World.digest(token))).isPresent();
    assertThat(world.memory.token(World.digest(token)).toString()).doesNotContain(token);
  }

  @Test
  void aRequestNamesAllItsFaultsAtOnce() {
    String token = world.token(MemberKind.DEVICE, Optional.empty());
    EnrolRequest empty =
        new EnrolRequest(
            MemberKind.DEVICE,
            token,
            "No Name",
            "key",
            Bytes.EMPTY,
            Optional.empty(),
            "",
            Optional.empty(),
            Map.of());
    assertThat(world.refused(world.driver.enrol(empty), Code.MALFORMED).detail())
        .contains("name", "reportKey", "model", "site");
  }

  @Test
  void aDeviceThatNoRegionCanServeMayAskAgain() {
    String token = world.token(MemberKind.DEVICE, Optional.empty());
    Reply.Refused<EnrolReply> none =
        world.refused(world.driver.enrol(device(token, "pump-1")), Code.NO_REGION);
    assertThat(none.retryAfter()).isPresent();
    String regionToken = world.token(MemberKind.REGION, Optional.empty());
    world.done(
        world.driver.enrol(World.request(MemberKind.REGION, regionToken, "north", Bytes.EMPTY)));
    assertThat(world.refused(world.driver.enrol(device(token, "pump-1")), Code.NO_REGION).detail())
        .contains("north", "has started yet");
    world.sync(new FakeRegion(NORTH));
    world.done(world.driver.enrol(device(token, "pump-1")));
  }

  @Test
  void aTokenPinsItsDevice() {
    world.join(NORTH);
    world.join(SOUTH);
    String token = world.token(MemberKind.DEVICE, Optional.of(RegionId.of("west")));
    assertThat(world.refused(world.driver.enrol(device(token, "w")), Code.NO_REGION).detail())
        .contains("west");
    world.enrol("n", Optional.of(NORTH));
    world.enrol("s", Optional.of(SOUTH));
    world.syncAll();
    assertThat(world.north().devices).containsOnlyKeys(World.id("n"));
    assertThat(world.south().devices).containsOnlyKeys(World.id("s"));
    world.refused(
        world.driver.token(
            new TokenRequest(MemberKind.REGION, Duration.ofDays(1), Optional.of(NORTH)),
            World.ADDRESS,
            Terms.NONE),
        Code.BAD_SPEC);
  }

  @Test
  void aPinHandsTheDeviceOverUnderAHigherEpoch() {
    world.join(NORTH);
    world.join(SOUTH);
    world.enrol("p", Optional.of(NORTH));
    world.syncAll();
    DeviceOwned before = world.north().devices.get(World.id("p"));

    DeviceView moved = world.done(world.driver.pin(World.id("p"), Optional.of(SOUTH)));
    assertThat(moved.region()).contains(SOUTH);
    assertThat(moved.pin()).contains(SOUTH);
    world.syncAll();
    assertThat(world.north().devices).isEmpty();
    assertThat(world.south().devices.get(World.id("p")).ownerEpoch())
        .isGreaterThan(before.ownerEpoch());
    FeedItem gone = world.north().taken.get(world.north().taken.size() - 1);
    assertThat(gone.gone().orElseThrow().ownerEpoch()).isEqualTo(before.ownerEpoch());

    long epoch = world.memory.counters().ownerEpoch();
    world.done(world.driver.pin(World.id("p"), Optional.of(SOUTH)));
    assertThat(world.memory.counters().ownerEpoch()).isEqualTo(epoch);
    DeviceView free = world.done(world.driver.pin(World.id("p"), Optional.empty()));
    assertThat(free.pin()).isEmpty();
    world.refused(
        world.driver.pin(World.id("p"), Optional.of(RegionId.of("west"))), Code.NOT_FOUND);
    world.refused(world.driver.pin(World.id("q"), Optional.of(SOUTH)), Code.NOT_FOUND);
  }

  @Test
  void onlyARegionItselfSyncsAndAnOldIncarnationHasNoSay() {
    FakeRegion north = world.join(NORTH);
    RegionSync sync = north.next();
    world.refused(world.driver.sync(Peer.of(SOUTH), sync), Code.FORBIDDEN);
    world.refused(world.driver.sync(Peer.of(World.id("north")), sync), Code.FORBIDDEN);

    north.incarnation = 2;
    north.sequence = 0;
    FeedPage page = world.sync(north);
    assertThat(page.incarnation()).isEqualTo(2);
    assertThat(page.leaseUntil()).isEqualTo(world.loop.now().plus(Settings.DEFAULT.lease()));
    world.refused(world.driver.sync(Peer.of(NORTH), sync), Code.STALE_INCARNATION);
  }

  @Test
  void aFeedIsResumableFromAnyCursorAndSurvivesARestoredGlobal() {
    FakeRegion north = world.join(NORTH);
    world.enrol("a", Optional.of(NORTH));
    world.enrol("b", Optional.of(NORTH));
    world.syncAll();
    assertThat(north.cursor).isEqualTo(2);
    assertThat(world.sync(north).items()).isEmpty();

    world.join(SOUTH);
    world.done(world.driver.pin(World.id("a"), Optional.of(SOUTH)));
    world.done(world.driver.pin(World.id("a"), Optional.of(NORTH)));
    assertThat(world.sync(north).items()).extracting(FeedItem::sequence).containsExactly(4L);

    north.devices.clear();
    north.cursor = 0;
    world.sync(north);
    assertThat(north.devices).hasSize(2);

    north.devices.clear();
    north.cursor = 40;
    world.sync(north);
    assertThat(north.devices).hasSize(2);
    world.enrol("c", Optional.of(NORTH));
    world.sync(north);
    assertThat(north.devices).hasSize(3);
  }

  @Test
  void aLongFeedComesInPages() {
    FakeRegion north = world.join(NORTH);
    for (int i = 0; i < SyncCalls.PAGE + 5; i++) {
      world.enrol("d" + i, Optional.of(NORTH));
    }
    FeedPage first = world.sync(north);
    assertThat(first.items()).hasSize(SyncCalls.PAGE);
    assertThat(first.more()).isTrue();
    FeedPage second = world.sync(north);
    assertThat(second.items()).hasSize(5);
    assertThat(second.more()).isFalse();
    assertThat(north.devices).hasSize(SyncCalls.PAGE + 5);
  }

  private RelayedReport relayed(long sequence, Signer signer, Report report, long epoch) {
    return new RelayedReport(sequence, report.device(), epoch, Reports.sign(signer, report));
  }

  @Test
  void reportsAreVerifiedKeptOnceAndAcknowledged() {
    FakeRegion north = world.join(NORTH);
    world.enrol("p", Optional.of(NORTH));
    Report first = Samples.report(World.id("p"), 1, Optional.empty(), Samples.OLD_IMAGE);
    Digest own = Reports.sign(world.reportKey, first).digest();
    Report second = Samples.report(World.id("p"), 2, Optional.of(own), Samples.NEW_IMAGE);
    north.reports.add(relayed(1, world.reportKey, first, 1));
    north.reports.add(relayed(2, world.reportKey, second, 1));
    RegionSync sync = north.next();
    FeedPage page = world.exchange(north, sync);
    assertThat(page.reportsTaken()).isEqualTo(2);
    assertThat(north.reports).isEmpty();

    north.reports.add(relayed(3, world.reportKey, first, 1));
    world.sync(north);
    DeviceView view = world.done(world.driver.device(World.id("p")));
    assertThat(view.report()).contains(second);
    assertThat(view.reports()).containsExactly(first, second);
    assertThat(world.driver.stats().reportsTaken()).isEqualTo(2);
    assertThat(world.driver.stats().reportsRefused()).isZero();
  }

  @Test
  void forgedReportsAndThoseOfARegionThatNeverOwnedTheDeviceAreDroppedAndCounted() {
    FakeRegion north = world.join(NORTH);
    FakeRegion south = world.join(SOUTH);
    world.enrol("p", Optional.of(NORTH));
    Report report = Samples.report(World.id("p"), 1, Optional.empty(), Samples.OLD_IMAGE);
    Signer stranger = Ed25519.of(Bytes.wrap(new byte[32]));
    north.reports.add(relayed(1, stranger, report, 1));
    north.reports.add(relayed(2, world.reportKey, report, 7));
    south.reports.add(relayed(1, world.reportKey, report, 1));
    assertThat(world.sync(north).reportsTaken()).isEqualTo(2);
    world.sync(south);
    assertThat(world.driver.stats().reportsRefused()).isEqualTo(3);
    assertThat(world.done(world.driver.device(World.id("p"))).report()).isEmpty();
  }

  /** The old region is slow: what it took before the hand-over comes after the new one's. */
  @Test
  void aHandOverInTheMiddleOfAnUpdateLosesNoReport() {
    FakeRegion north = world.join(NORTH);
    FakeRegion south = world.join(SOUTH);
    world.enrol("p", Optional.of(NORTH));
    List<Report> made = chain(4);
    north.reports.add(relayed(1, world.reportKey, made.get(0), 1));
    world.sync(north);

    world.done(world.driver.pin(World.id("p"), Optional.of(SOUTH)));
    south.reports.add(relayed(1, world.reportKey, made.get(3), 2));
    world.sync(south);
    north.reports.add(relayed(2, world.reportKey, made.get(1), 1));
    north.reports.add(relayed(3, world.reportKey, made.get(2), 1));
    world.sync(north);
    north.reports.add(relayed(4, world.reportKey, made.get(2), 1));
    world.sync(north);

    DeviceView view = world.done(world.driver.device(World.id("p")));
    assertThat(view.report()).contains(made.get(3));
    assertThat(view.reports()).isEqualTo(made);
    assertThat(world.driver.stats().reportsTaken()).isEqualTo(4);
    assertThat(world.driver.stats().reportsRefused()).isZero();
  }

  private List<Report> chain(int length) {
    List<Report> chain = new ArrayList<>();
    Optional<Digest> previous = Optional.empty();
    for (int counter = 1; counter <= length; counter++) {
      chain.add(Samples.report(World.id("p"), counter, previous, Samples.OLD_IMAGE));
      previous = Optional.of(Reports.sign(world.reportKey, chain.get(counter - 1)).digest());
    }
    return chain;
  }

  @Test
  void relayNumbersBeginAgainInANewIncarnation() {
    FakeRegion north = world.join(NORTH);
    world.enrol("p", Optional.of(NORTH));
    Report report = Samples.report(World.id("p"), 1, Optional.empty(), Samples.OLD_IMAGE);
    north.reports.add(relayed(9, world.reportKey, report, 1));
    assertThat(world.sync(north).reportsTaken()).isEqualTo(9);
    north.incarnation = 2;
    assertThat(world.sync(north).reportsTaken()).isZero();
  }

  @Test
  void whyIsAnsweredByTheDevicesRegion() {
    world.withFleet(1);
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    CompletableFuture<Reply<Explanation>> reply =
        world.driver.why(RolloutId.of("r"), World.id("n0"));
    FeedPage page = world.sync(world.north());
    long question = page.queries().get(0).id();
    assertThat(world.sync(world.south()).queries()).isEmpty();
    Explanation why =
        new Explanation(
            World.id("n0"),
            RolloutId.of("r"),
            "offline",
            "",
            "",
            Optional.empty(),
            Optional.empty());
    RegionSync sync = world.north().next();
    world.done(
        world.driver.sync(
            Peer.of(NORTH),
            new RegionSync(
                NORTH,
                sync.incarnation(),
                sync.sequence(),
                sync.feedCursor(),
                sync.counts(),
                List.of(),
                List.of(Answer.why(question, why)),
                sync.health(),
                RegionSync.NEWEST)));
    assertThat(world.done(reply)).isEqualTo(why);
  }

  @Test
  void whyGivesUpOnASilentRegionAndSaysSo() {
    world.withFleet(1);
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    CompletableFuture<Reply<Explanation>> reply =
        world.driver.why(RolloutId.of("r"), World.id("s0"));
    world.loop.advance(Settings.DEFAULT.answerLimit());
    assertThat(world.refused(reply, Code.NO_ANSWER).detail()).contains("south", "10 s");
    assertThat(world.sync(world.south()).queries()).isEmpty();
    world.refused(world.driver.why(RolloutId.of("r"), World.id("x")), Code.NOT_FOUND);
    world.refused(world.driver.why(RolloutId.of("q"), World.id("s0")), Code.NOT_FOUND);
  }

  private static Filter selected(String selector) {
    return Filter.of(Selector.parse(selector));
  }

  @Test
  void devicesComeInPagesBySelector() {
    world.withFleet(3);
    DevicePage first = world.done(world.driver.devices(selected("device notin (n1)"), "", 2));
    assertThat(first.items()).extracting(v -> v.device().text()).containsExactly("n0", "n2");
    DevicePage second =
        world.done(
            world.driver.devices(selected("device notin (n1)"), first.next().orElseThrow(), 9));
    assertThat(second.items()).hasSize(3);
    assertThat(second.next()).isEmpty();
    assertThat(world.done(world.driver.regions("", 100)).items())
        .extracting(view -> view.devices())
        .containsExactly(3, 3);
  }

  @Test
  void releasesNeedATrustedKeyAndTheirArtifacts() {
    world.withFleet(1);
    Bytes signed =
        Manifests.sign(Ed25519.of(Bytes.wrap(new byte[32])), Samples.manifest("pump-3", 3));
    world.refused(world.driver.publish(signed, Terms.NONE), Code.BAD_SIGNATURE);
    world.refused(world.driver.publish(Bytes.ofUtf8("no"), Terms.NONE), Code.BAD_SIGNATURE);
    Bytes older = Manifests.sign(world.releaseKey, Samples.manifest("pump-1", 1));
    world.refused(world.driver.publish(older, Terms.NONE), Code.NOT_NEWER);
    world.publish("pump-2", 2);
    world.publish("pump-3", 3);
    assertThat(world.done(world.driver.releases("", 100)).items())
        .extracting(view -> view.manifest().release().text())
        .containsExactly("pump-3", "pump-2");
    Bytes kept = Manifests.sign(world.releaseKey, Samples.manifest("pump-3", 3));
    assertThat(world.artifacts.read(kept.digest())).contains(kept);
  }
}
