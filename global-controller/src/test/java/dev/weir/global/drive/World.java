package dev.weir.global.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.VirtualLoop;
import dev.weir.global.adapter.memory.MemoryArtifacts;
import dev.weir.global.adapter.memory.MemoryGlobalStore;
import dev.weir.global.fleet.Device;
import dev.weir.global.store.Certificates;
import dev.weir.global.store.GlobalStore;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A driver in virtual time with regions that a test plays. */
final class World {
  static final URI ADDRESS = URI.create("https://127.0.0.1:1");

  final VirtualLoop loop = new VirtualLoop();
  final MemoryArtifacts artifacts = new MemoryArtifacts();
  final Signer releaseKey = Ed25519.of(Bytes.wrap(seed(1)));
  final Signer reportKey = Ed25519.of(Bytes.wrap(seed(2)));
  final Map<RegionId, FakeRegion> regions = new TreeMap<>();
  final MemoryGlobalStore memory = new MemoryGlobalStore();
  GlobalStore store = memory;
  GlobalDriver driver;
  private long seed = 1;

  World() {
    driver = start();
  }

  private static byte[] seed(int fill) {
    byte[] seed = new byte[32];
    java.util.Arrays.fill(seed, (byte) fill);
    return seed;
  }

  private GlobalDriver start() {
    GlobalDriver fresh =
        new GlobalDriver(
            loop, new Random(seed++), store, artifacts, new FakeAuthority(), Settings.DEFAULT);
    return fresh;
  }

  /** The process ends here and starts again with the same store. */
  void restart() {
    loop.crash();
    driver = start();
    loop.run();
  }

  /** Requests are their key's name here, and a certificate is the peer and that. */
  private static final class FakeAuthority implements Certificates {
    private int issued;

    @Override
    public Request check(String csr) {
      return csr.startsWith("key") ? new Valid(Bytes.ofUtf8(csr).digest()) : new Invalid("no key");
    }

    @Override
    public String issue(Peer peer, String csr) {
      issued++;
      return peer.uri() + " " + csr + " " + issued;
    }

    @Override
    public String authorities() {
      return "anchors";
    }
  }

  <T> T done(CompletableFuture<Reply<T>> reply) {
    loop.run();
    assertThat(reply).isDone();
    Reply<T> made = reply.join();
    assertThat(made).isInstanceOf(Reply.Done.class);
    return ((Reply.Done<T>) made).value();
  }

  <T> Reply.Refused<T> refused(CompletableFuture<Reply<T>> reply, Code code) {
    loop.run();
    assertThat(reply).isDone();
    assertThat(reply.join()).isInstanceOf(Reply.Refused.class);
    Reply.Refused<T> refused = (Reply.Refused<T>) reply.join();
    assertThat(refused.code()).isEqualTo(code);
    return refused;
  }

  String token(MemberKind kind, Optional<RegionId> region) {
    JoinFile file =
        done(driver.token(new TokenRequest(kind, Duration.ofDays(1), region), ADDRESS, Terms.NONE));
    return file.token();
  }

  static EnrolRequest request(MemberKind kind, String token, String name, Bytes reportKey) {
    return new EnrolRequest(
        kind,
        token,
        name,
        "key of " + name,
        reportKey,
        Optional.of(Samples.PUMP),
        "rev-a",
        Optional.of(SiteId.of("plant-1")),
        Map.of());
  }

  FakeRegion join(RegionId id) {
    EnrolReply reply =
        done(
            driver.enrol(
                request(
                    MemberKind.REGION,
                    token(MemberKind.REGION, Optional.empty()),
                    id.text(),
                    Bytes.EMPTY)));
    assertThat(reply.region()).isEmpty();
    FakeRegion region = new FakeRegion(id);
    regions.put(id, region);
    sync(region);
    return region;
  }

  EnrolReply enrol(String device, Optional<RegionId> pin) {
    String token = token(MemberKind.DEVICE, pin);
    return done(driver.enrol(request(MemberKind.DEVICE, token, device, reportKey.publicKey())));
  }

  /** Two regions with so many devices each, release pump-2, and all of them synced. */
  World withFleet(int devicesEach) {
    join(Samples.NORTH);
    join(Samples.SOUTH);
    for (int i = 0; i < devicesEach; i++) {
      enrol("n" + i, Optional.of(Samples.NORTH));
      enrol("s" + i, Optional.of(Samples.SOUTH));
    }
    publish("pump-2", 2);
    syncAll();
    return this;
  }

  void publish(String release, long counter) {
    artifacts.put(Samples.FULL);
    artifacts.put(Samples.DELTA);
    done(driver.addReleaseKey(new KeyView(releaseKey.publicKey()), Terms.NONE));
    done(
        driver.publish(Manifests.sign(releaseKey, Samples.manifest(release, counter)), Terms.NONE));
  }

  FeedPage sync(FakeRegion region) {
    return exchange(region, region.next());
  }

  FeedPage exchange(FakeRegion region, RegionSync sync) {
    FeedPage page = done(driver.sync(Peer.of(region.id), sync));
    region.take(page);
    return page;
  }

  /** Each region tells and is told, as often as it takes for news to go round. */
  void syncAll() {
    for (int i = 0; i < 4; i++) {
      regions.values().forEach(this::sync);
    }
  }

  RolloutView rollout(String name) {
    return done(driver.rollout(RolloutId.of(name)));
  }

  FakeRegion north() {
    return regions.get(Samples.NORTH);
  }

  FakeRegion south() {
    return regions.get(Samples.SOUTH);
  }

  /** Every device's row. */
  List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    store.eachDevice(devices::add);
    return devices;
  }

  static DeviceId id(String device) {
    return DeviceId.of(device);
  }

  static Digest digest(String text) {
    return Bytes.ofUtf8(text).digest();
  }
}
