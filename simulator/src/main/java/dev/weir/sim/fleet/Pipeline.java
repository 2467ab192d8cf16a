package dev.weir.sim.fleet;

import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.release.Base;
import dev.weir.builder.release.BuildRequest;
import dev.weir.builder.release.BuildResult;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Bytes;
import dev.weir.sim.kernel.Kernel;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small images, and their releases as the real pipeline makes them: XZ, GDIFF, Ed25519. */
final class Pipeline {
  /** So small that a payload has several chunks. */
  private static final int CHUNK = Payload.MIN_CHUNK;

  private static final int IMAGE = 7 * 1024;
  private static final int CHANGED = 4 * 1024;

  private final Signer signer;

  Pipeline(Signer signer) {
    this.signer = signer;
  }

  Signer signer() {
    return signer;
  }

  /** An image that is like all others but for its first line and some of its bytes. */
  static byte[] image(String version, String conduct) {
    byte[] image = new byte[IMAGE];
    new SplittableRandom(1).nextBytes(image);
    byte[] changed = new byte[CHANGED];
    new SplittableRandom(version.hashCode()).nextBytes(changed);
    System.arraycopy(changed, 0, image, 2 * CHUNK, CHANGED);
    byte[] line =
        ("weir-image " + version + " " + conduct + "\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(line, 0, image, 0, line.length);
    return image;
  }

  /** Builds and signs a release with a delta from an older image. */
  Released release(
      Model model, String version, long counter, byte[] image, String from, byte[] base) {
    try {
      Path folder = Files.createTempDirectory("weir-sim");
      try {
        return build(folder, model, version, counter, image, from, base);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A release with the other's deltas: whoever takes one gets another image than it should. */
  Released withDeltasOf(Released other, Released release) {
    List<Payload> payloads =
        Stream.concat(
                release.manifest().payloads().stream().filter(p -> p.base().isEmpty()),
                other.manifest().payloads().stream().filter(p -> p.base().isPresent()))
            .toList();
    Map<Digest, Bytes> artifacts = new TreeMap<>(release.artifacts());
    artifacts.putAll(other.artifacts());
    return signed(release.manifest(), payloads, artifacts);
  }

  private Released build(
      Path folder,
      Model model,
      String version,
      long counter,
      byte[] image,
      String from,
      byte[] base)
      throws IOException {
    Path imageFile = Files.write(folder.resolve("image"), image);
    Path baseFile = Files.write(folder.resolve("base"), base);
    BuildRequest request =
        new BuildRequest(
            ReleaseId.of(model.name() + "-" + version),
            new Version(version),
            counter,
            new Compatibility(model, List.of(), List.of()),
            ImageFormat.RAW,
            imageFile,
            List.of(new Base(baseFile, new Version(from))),
            new Health(List.of(), version, Duration.ofSeconds(5), Duration.ofSeconds(30)),
            Kernel.START);
    BuildResult result =
        dev.weir.builder.app.Pipeline.releases(
                DeltaChoice.QUICK, Circumstances.USUAL, (step, done, total) -> {})
            .build(request, folder.resolve("out"));
    if (!(result instanceof BuildResult.Built built)) {
      throw new IllegalStateException("can't build " + version + ": " + result);
    }
    Map<Digest, Bytes> artifacts = new TreeMap<>();
    List<Payload> payloads = new ArrayList<>();
    for (Payload payload : built.manifest().payloads()) {
      Bytes content = Bytes.wrap(Files.readAllBytes(built.folder().artifact(payload.digest())));
      artifacts.put(payload.digest(), content);
      payloads.add(inSmallChunks(payload, content));
    }
    return signed(built.manifest(), payloads, artifacts);
  }

  private static Payload inSmallChunks(Payload payload, Bytes content) {
    List<Digest> chunks = new ArrayList<>();
    for (int at = 0; at < content.size(); at += CHUNK) {
      chunks.add(content.slice(at, Math.min(CHUNK, content.size() - at)).digest());
    }
    return new Payload(
        payload.codec(),
        payload.digest(),
        payload.size(),
        payload.base(),
        payload.memory(),
        CHUNK,
        chunks);
  }

  private Released signed(Manifest built, List<Payload> payloads, Map<Digest, Bytes> artifacts) {
    Manifest manifest =
        new Manifest(
            built.release(),
            built.version(),
            built.counter(),
            built.createdAt(),
            built.compatibility(),
            built.format(),
            built.image(),
            built.imageBytes(),
            payloads,
            built.health());
    return new Released(manifest, Manifests.sign(signer, manifest), artifacts);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
