package dev.weir.region.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.Fetch;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.cache.Profile;
import dev.weir.region.cache.Readiness;
import dev.weir.region.cache.Wanted;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CacheDriverTest {
  private static final Signer RELEASE = Ed25519.of(Bytes.wrap(new byte[32]));
  private static final ReleaseId ID = ReleaseId.of("pump-2.0");
  private static final Bytes FULL = content(9_000, 1);
  private static final Bytes DELTA = content(3_000, 2);
  private static final Profile KNOWN =
      new Profile(Fixtures.OLD_IMAGE, List.of("XZ", "GDIFF_XZ"), 1 << 22);
  private static final Profile STRANGE =
      new Profile(Digest.of(new byte[] {77}), List.of("XZ", "GDIFF_XZ"), 1 << 22);

  private final ManualLoop loop = new ManualLoop();
  private final FakeGlobal global = new FakeGlobal(loop);
  private final MemoryArtifactStore files = new MemoryArtifactStore();
  private final List<Readiness> told = new ArrayList<>();
  private final Bytes manifest = manifest(RELEASE);
  private CacheDriver cache = cache(100_000);

  private static Bytes content(int size, int fill) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) fill);
    return Bytes.wrap(bytes);
  }

  private static Payload payload(PayloadCodec codec, Bytes bytes, Optional<Digest> base) {
    List<Digest> chunks = new ArrayList<>();
    for (int at = 0; at < bytes.size(); at += 1024) {
      chunks.add(bytes.slice(at, Math.min(1024, bytes.size() - at)).digest());
    }
    return new Payload(codec, bytes.digest(), bytes.size(), base, 1 << 20, 1024, chunks);
  }

  private static Bytes manifest(Signer signer) {
    return Manifests.sign(
        signer,
        new Manifest(
            ID,
            Fixtures.NEW,
            2,
            Fixtures.START,
            new Compatibility(Fixtures.PUMP, List.of(), List.of()),
            ImageFormat.RAW,
            Fixtures.NEW_IMAGE,
            20_000,
            List.of(
                payload(PayloadCodec.XZ, FULL, Optional.empty()),
                payload(PayloadCodec.GDIFF_XZ, DELTA, Optional.of(Fixtures.OLD_IMAGE))),
            new Health(List.of(), "", Duration.ofSeconds(1), Duration.ofSeconds(1))));
  }

  private CacheDriver cache(long room) {
    CacheSettings settings =
        new CacheSettings(
            List.of(RELEASE.publicKey()),
            room,
            1000,
            2,
            Duration.ofSeconds(1),
            Duration.ofMillis(500));
    CacheDriver made = new CacheDriver(loop, new SplittableRandom(1), files, global, settings);
    made.start();
    return made;
  }

  private Wanted wanted(Bytes signed, Profile... profiles) {
    return new Wanted(ID, signed.digest(), signed.size(), List.of(profiles), Optional.empty(), 0);
  }

  private void publish() {
    for (Bytes artifact : List.of(manifest, FULL, DELTA)) {
      global.artifacts.put(artifact.digest(), artifact);
    }
  }

  private Readiness last() {
    return told.get(told.size() - 1);
  }

  private Fetched read(Digest artifact, long offset, int length) {
    List<Fetched> got = new ArrayList<>();
    cache.read(Peer.of(Fixtures.device(1)), artifact, offset, length, got::add);
    loop.run(Duration.ofMillis(1));
    assertThat(got).hasSize(1);
    return got.get(0);
  }

  @Test
  void whatTargetsNeedIsFetchedOnceHoweverManyAsk() {
    publish();
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    for (int i = 0; i < 5; i++) {
      cache.read(Peer.of(Fixtures.device(i)), DELTA.digest(), 0, 100, got -> {});
    }
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
    assertThat(read(DELTA.digest(), 2_950, 100))
        .isEqualTo(new Fetched.Piece(DELTA.slice(2_950, 50)));
    assertThat(cache.figures().fetches())
        .containsExactly(
            new Fetch(manifest.digest(), 1, manifest.size()), new Fetch(DELTA.digest(), 1, 3_000));
    assertThat(global.fetches).doesNotHaveDuplicates();
    assertThat(cache.figures().wanBytes()).isEqualTo(manifest.size() + 3_000L);
  }

  @Test
  void theFullImageIsFetchedOnlyWhereNoDeltaFits() {
    publish();
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(global.fetches).noneMatch(fetch -> fetch.startsWith(FULL.digest().brief()));
    cache.prefetch(wanted(manifest, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
    assertThat(read(FULL.digest(), 0, 10)).isInstanceOf(Fetched.Piece.class);
  }

  @Test
  void afterARestartAFetchGoesOnWhereItWasCutOff() {
    publish();
    global.answersLeft = 5;
    cache.prefetch(wanted(manifest, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    long reached = files.partial(FULL.digest());
    assertThat(reached).isBetween(1_000L, 5_000L);
    loop.forget();
    global.answersLeft = Integer.MAX_VALUE;
    global.fetches.clear();
    cache = cache(100_000);
    cache.prefetch(wanted(manifest, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
    assertThat(global.fetches.get(0)).isEqualTo(FULL.digest().brief() + "+" + reached);
    assertThat(cache.figures().fetches()).contains(new Fetch(FULL.digest(), 1, 9_000));
  }

  @Test
  void aFullDiskHoldsAFetchUpUntilThereIsRoom() {
    publish();
    files.isFull = true;
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    loop.run(Duration.ofMinutes(5));
    assertThat(last().toString()).contains("the disk is full");
    files.isFull = false;
    loop.run(Duration.ofMinutes(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
    assertThat(read(DELTA.digest(), 2_950, 100))
        .isEqualTo(new Fetched.Piece(DELTA.slice(2_950, 50)));
  }

  @Test
  void aCutLinkIsTriedAgainFromTheSameOffset() {
    publish();
    global.isReachable = false;
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    loop.run(Duration.ofSeconds(3));
    assertThat(last()).isInstanceOf(Readiness.NotYet.class);
    global.isReachable = true;
    loop.run(Duration.ofMinutes(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
  }

  @Test
  void corruptBytesFromGlobalAreNeverServed() {
    publish();
    byte[] corrupt = DELTA.toArray();
    corrupt[1_500] ^= 1;
    global.artifacts.put(DELTA.digest(), Bytes.wrap(corrupt));
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    loop.run(Duration.ofSeconds(2));
    assertThat(last()).isInstanceOf(Readiness.NotYet.class);
    assertThat(read(DELTA.digest(), 0, 100)).isInstanceOf(Fetched.Later.class);
    global.artifacts.put(DELTA.digest(), DELTA);
    loop.run(Duration.ofMinutes(2));
    assertThat(last()).isEqualTo(Fixtures.READY);
    assertThat(read(DELTA.digest(), 1_500, 1)).isEqualTo(new Fetched.Piece(DELTA.slice(1_500, 1)));
  }

  @Test
  void aManifestThatNoReleaseKeySignedIsNeverReady() {
    Bytes forged =
        manifest(
            Ed25519.of(
                Bytes.wrap(
                    new byte[] {
                      1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                      0, 0, 0, 0, 0, 0
                    })));
    publish();
    global.artifacts.put(forged.digest(), forged);
    cache.prefetch(wanted(forged, KNOWN), told::add);
    loop.run(Duration.ofMinutes(1));
    assertThat(((Readiness.NotYet) last()).why()).contains("refused");
    assertThat(global.fetches).noneMatch(fetch -> fetch.startsWith(DELTA.digest().brief()));
  }

  @Test
  void devicesGetNothingThatNoRunningRolloutHas() {
    Bytes other = content(10, 9);
    global.artifacts.put(other.digest(), other);
    publish();
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(read(other.digest(), 0, 10)).isInstanceOf(Fetched.Refused.class);
    assertThat(read(DELTA.digest(), -1, 10)).isInstanceOf(Fetched.Refused.class);
    assertThat(read(DELTA.digest(), 3_000, 10)).isEqualTo(new Fetched.Piece(Bytes.EMPTY));
    cache.forget(manifest.digest());
    assertThat(read(DELTA.digest(), 0, 10)).isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void whenRoomIsShortOnlyWhatNobodyNeedsGoes() {
    publish();
    cache = cache(10_500);
    cache.prefetch(wanted(manifest, KNOWN), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
    cache.prefetch(wanted(manifest, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(((Readiness.NotYet) last()).why()).contains("no room");
    assertThat(read(DELTA.digest(), 0, 10)).isInstanceOf(Fetched.Piece.class);

    cache.forget(manifest.digest());
    loop.run(Duration.ofSeconds(1));
    Bytes other =
        Manifests.sign(
            RELEASE,
            new Manifest(
                ID,
                Fixtures.NEW,
                3,
                Fixtures.START,
                new Compatibility(Fixtures.PUMP, List.of(), List.of()),
                ImageFormat.RAW,
                Fixtures.NEW_IMAGE,
                20_000,
                List.of(payload(PayloadCodec.XZ, FULL, Optional.empty())),
                new Health(List.of(), "", Duration.ofSeconds(1), Duration.ofSeconds(1))));
    global.artifacts.put(other.digest(), other);
    cache.prefetch(wanted(other, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(Fixtures.READY);
    assertThat(cache.figures().cacheBytes()).isLessThanOrEqualTo(10_500);
  }
}
