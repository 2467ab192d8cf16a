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
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the cache makes of lists of payloads that the manifest does not name. */
class CachedMoreTest {
  private static final Signer RELEASE = Ed25519.of(Bytes.wrap(new byte[32]));
  private static final ReleaseId ID = ReleaseId.of("pump-2.0");
  private static final Bytes FULL = content(9_000, 1);
  private static final Bytes DELTA = content(3_000, 2);
  private static final Bytes LATER = content(2_000, 3);
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

  private Wanted wanted(Bytes list, Profile... profiles) {
    return new Wanted(
        ID,
        manifest.digest(),
        manifest.size(),
        List.of(profiles),
        Optional.of(list.digest()),
        list.size());
  }

  private static Bytes list(Digest image, Payload... payloads) {
    return MorePayloads.CODEC.encode(new MorePayloads(ID, image, List.of(payloads)));
  }

  /** A delta for whom the manifest has none. */
  private static Payload later(Bytes content) {
    return payload(PayloadCodec.GDIFF_XZ, content, Optional.of(STRANGE.image()));
  }

  private static Readiness ready(Bytes... lists) {
    return new Readiness.Ready(Stream.of(lists).map(Bytes::digest).toList(), FULL.size());
  }

  private boolean isFetched(Bytes artifact) {
    return global.fetches.stream().anyMatch(f -> f.startsWith(artifact.digest().brief()));
  }

  private void publish(Bytes... artifacts) {
    for (Bytes artifact : List.of(manifest, FULL, DELTA)) {
      global.artifacts.put(artifact.digest(), artifact);
    }
    for (Bytes artifact : artifacts) {
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
  void aDeltaThatWasBuiltLaterIsFetchedInPlaceOfTheFullImage() {
    Bytes list = list(Fixtures.NEW_IMAGE, later(LATER));
    publish(list, LATER);
    cache.prefetch(wanted(list, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(ready(list));
    assertThat(isFetched(FULL)).isFalse();
    assertThat(read(list.digest(), 0, list.size())).isEqualTo(new Fetched.Piece(list));
    assertThat(read(LATER.digest(), 0, 10)).isEqualTo(new Fetched.Piece(LATER.slice(0, 10)));
    assertThat(read(FULL.digest(), 0, 10)).as("on demand").isInstanceOf(Fetched.Later.class);
  }

  @Test
  void aListThatComesLaterIsTakenBesides() {
    Bytes first = list(Fixtures.NEW_IMAGE, later(LATER));
    Bytes smaller = content(1_000, 4);
    Bytes second = list(Fixtures.NEW_IMAGE, later(LATER), later(smaller));
    publish(first, second, LATER, smaller);
    cache.prefetch(wanted(first, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    cache.prefetch(wanted(second, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(ready(first, second));
    assertThat(isFetched(smaller)).isTrue();
    assertThat(read(first.digest(), 0, 1)).isInstanceOf(Fetched.Piece.class);
  }

  @Test
  void aListThatGlobalDoesNotHaveIsDoneWithoutUntilItComes() {
    Bytes list = list(Fixtures.NEW_IMAGE, later(LATER));
    publish(LATER);
    cache.prefetch(wanted(list, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(ready());
    assertThat(isFetched(FULL)).isTrue();
    publish(list);
    loop.run(Duration.ofMinutes(2));
    assertThat(last()).isEqualTo(ready(list));
  }

  @Test
  void aDeltaThatGlobalDoesNotHaveIsDoneWithout() {
    Bytes list = list(Fixtures.NEW_IMAGE, later(LATER));
    publish(list);
    cache.prefetch(wanted(list, STRANGE), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(ready(list));
    assertThat(isFetched(FULL)).isTrue();
  }

  @Test
  void aListThatCanNotBeReadOrIsForAnotherImageCountsForNothing() {
    Bytes broken = content(500, 0xff);
    Bytes foreign = list(Fixtures.OLD_IMAGE, later(LATER));
    publish(broken, foreign, LATER);
    for (Bytes list : List.of(broken, foreign)) {
      cache.prefetch(wanted(list, STRANGE), told::add);
      loop.run(Duration.ofSeconds(1));
      assertThat(last()).isEqualTo(ready());
    }
    assertThat(isFetched(LATER)).isFalse();
  }

  @Test
  void aListThatIsTooLongIsNotFetched() {
    publish();
    Digest list = Digest.of(new byte[] {50});
    cache.prefetch(
        new Wanted(
            ID,
            manifest.digest(),
            manifest.size(),
            List.of(STRANGE),
            Optional.of(list),
            Limits.MANIFEST + 1),
        told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(ready());
    assertThat(global.fetches).noneMatch(fetch -> fetch.startsWith(list.brief()));
  }

  @Test
  void whileTheListIsNotReadDevicesAreToldToComeAgain() {
    Bytes list = list(Fixtures.NEW_IMAGE, later(LATER));
    publish(list, LATER);
    cache.prefetch(wanted(list, KNOWN), told::add);
    loop.run(Duration.ofSeconds(1));
    loop.forget();
    global.isReachable = false;
    files.delete(list.digest());
    cache = cache(100_000);
    cache.prefetch(wanted(list, KNOWN), told::add);
    loop.run(Duration.ofSeconds(1));
    assertThat(read(LATER.digest(), 0, 10)).isInstanceOf(Fetched.Later.class);
  }
}
