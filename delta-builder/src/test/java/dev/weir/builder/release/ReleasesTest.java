package dev.weir.builder.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.BaseImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
  private static final byte[] OLD = Fixtures.program(1, 5000);
  private static final byte[] NEW = Fixtures.changed(OLD, 40);

  @TempDir Path folder;
  private Path image;
  private Base old;

  @BeforeEach
  void writeImages() throws IOException {
    image = Fixtures.write(folder, "new.img", NEW);
    old = new Base(Fixtures.write(folder, "old.img", OLD), new Version("1.0"));
  }

  private BuildResult.Built built(BuildRequest request, String name) throws IOException {
    BuildResult result = Fixtures.releases().build(request, folder.resolve(name));
    assertThat(result).isInstanceOf(BuildResult.Built.class);
    return (BuildResult.Built) result;
  }

  private static Map<String, byte[]> content(Path root) throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }

  @Test
  void describesTheImageAndEachPayload() throws IOException {
    BuildResult.Built built = built(Fixtures.request(image, old), "out");
    Manifest manifest = built.folder().manifest();
    assertThat(manifest).isEqualTo(built.manifest());
    assertThat(manifest.image()).isEqualTo(Digest.of(NEW));
    assertThat(manifest.imageBytes()).isEqualTo(NEW.length);
    assertThat(manifest.counter()).isEqualTo(7);
    assertThat(manifest.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(manifest.payloads())
        .extracting(Payload::codec)
        .containsExactly(PayloadCodec.XZ, PayloadCodec.GDIFF_XZ);
    assertThat(manifest.payloads().get(1).base()).contains(Digest.of(OLD));
    for (Payload payload : manifest.payloads()) {
      byte[] content = Files.readAllBytes(built.folder().artifact(payload.digest()));
      assertThat(Digest.of(content)).isEqualTo(payload.digest());
      assertThat(payload.size()).isEqualTo(content.length);
      assertThat(payload.chunks())
          .hasSize((content.length + payload.chunkBytes() - 1) / payload.chunkBytes());
    }
    built.folder().check(manifest);
  }

  private static Releases ofAllKinds() {
    return new Releases(
        new XzFullCodec(),
        new DeltaSelection(
            List.of(Fixtures.mixed(MixedDeltaCodec.LZMA), Fixtures.mixed(18), Fixtures.gdiff()),
            Circumstances.USUAL),
        Progress.NONE);
  }

  @Test
  void offersFromOneBaseWhatEachKindOfDeviceIsBestOffWith() throws IOException {
    Path edited = Fixtures.write(folder, "edited.img", Fixtures.edited(OLD));
    BuildResult.Built built =
        (BuildResult.Built)
            ofAllKinds().build(Fixtures.request(edited, old), folder.resolve("all"));
    assertThat(built.manifest().payloads())
        .extracting(Payload::codec)
        .containsExactly(
            PayloadCodec.XZ, PayloadCodec.MIXED_LZMA, PayloadCodec.MIXED, PayloadCodec.GDIFF_XZ);
    assertThat(built.deltas()).extracting(BuildResult.Tried::offered).containsOnly(true);
    built.folder().check(built.manifest());
  }

  @Test
  void refusesMorePayloadsThanAManifestHolds() throws IOException {
    Path edited = Fixtures.write(folder, "edited.img", Fixtures.edited(OLD));
    Base[] bases = new Base[6];
    for (int i = 0; i < bases.length; i++) {
      byte[] base = OLD.clone();
      base[1000 + i]++;
      bases[i] = new Base(Fixtures.write(folder, "old" + i, base), new Version("1." + i));
    }
    assertThat(ofAllKinds().build(Fixtures.request(edited, bases), folder.resolve("out")))
        .isInstanceOfSatisfying(
            BuildResult.Refused.class,
            refused ->
                assertThat(refused.faults())
                    .singleElement()
                    .asString()
                    .contains("would offer 19 payloads; may offer 16"));
  }

  @Test
  void makesPayloadsThatADeviceDecodesWithinTheMemoryOfTheManifest() throws IOException {
    BuildResult.Built built = built(Fixtures.request(image, old), "out");
    for (Payload payload : built.manifest().payloads()) {
      try (BaseFile base = new BaseFile(old.image());
          InputStream made =
              ImageDecoder.open(
                  payload.codec(),
                  new FilePayload(built.folder().artifact(payload.digest())),
                  payload.base().isPresent() ? base : noBase(),
                  built.manifest().imageBytes(),
                  payload.memory())) {
        assertThat(made.readAllBytes()).isEqualTo(NEW);
      }
    }
  }

  private static BaseImage noBase() {
    return ImageDecoder.NO_BASE;
  }

  @Test
  void offersADeltaThatIsMuchSmaller() throws IOException {
    BuildResult.Built built = built(Fixtures.request(image, old), "out");
    assertThat(built.deltas()).hasSize(1);
    assertThat(built.deltas().get(0).offered()).isTrue();
    assertThat(built.deltas().get(0).bytes()).isLessThan(built.fullBytes() / 100);
  }

  @Test
  void doesNotOfferADeltaFromAnImageThatHasNothingInCommon() throws IOException {
    Path stranger = Fixtures.write(folder, "stranger.img", Fixtures.noise(1, 100_000));
    Path noise = Fixtures.write(folder, "noise.img", Fixtures.noise(2, 100_000));
    BuildResult.Built built =
        built(Fixtures.request(noise, new Base(stranger, new Version("0.1"))), "out");
    assertThat(built.deltas()).extracting(BuildResult.Tried::offered).containsExactly(false);
    assertThat(built.manifest().payloads()).hasSize(1);
    assertThat(content(folder.resolve("out"))).hasSize(2);
  }

  @Test
  void givesTheSameBytesForTheSameInput() throws IOException {
    built(Fixtures.request(image, old), "one");
    Path moved = Fixtures.write(folder, "moved.img", NEW);
    Files.setLastModifiedTime(moved, FileTime.from(Instant.EPOCH));
    built(Fixtures.request(moved, old), "two");
    Map<String, byte[]> one = content(folder.resolve("one"));
    Map<String, byte[]> two = content(folder.resolve("two"));
    assertThat(two.keySet()).isEqualTo(one.keySet());
    one.forEach((name, bytes) -> assertThat(two.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void usesAnImageThatIsNamedTwiceOnce() throws IOException {
    Base again = new Base(Fixtures.write(folder, "again.img", OLD), new Version("1.0.0"));
    BuildResult.Built built = built(Fixtures.request(image, old, again), "out");
    assertThat(built.deltas()).extracting(BuildResult.Tried::base).containsExactly(old);
  }

  @Test
  void leavesNothingButTheRelease() throws IOException {
    built(Fixtures.request(image, old), "out");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(p -> p.getFileName().toString()).sorted(Comparator.naturalOrder()))
          .containsExactly("new.img", "old.img", "out");
    }
    assertThat(content(folder.resolve("out"))).hasSize(3).containsKey("manifest.cbor");
  }

  @Test
  void takesAwayWhatAKilledBuildLeft() throws IOException {
    Files.createDirectories(folder.resolve(".out.weir-build/artifacts"));
    Files.writeString(folder.resolve(".out.weir-build/artifacts/rubbish"), "half a payload");
    built(Fixtures.request(image, old), "out");
    assertThat(content(folder.resolve("out"))).hasSize(3);
  }

  @Test
  void doesNotWriteOverARelease() throws IOException {
    built(Fixtures.request(image), "out");
    BuildResult again = Fixtures.releases().build(Fixtures.request(image), folder.resolve("out"));
    assertThat(again)
        .isEqualTo(
            new BuildResult.Refused(
                List.of(
                    folder.resolve("out")
                        + ": is there already; remove it or name another folder")));
  }
}
