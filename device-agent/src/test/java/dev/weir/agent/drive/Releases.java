package dev.weir.agent.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.Manifests;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Releases for tests, signed and published to a world. */
final class Releases {
  static final int CHUNK = 64 * 1024;
  private static final int DICTIONARY = 64 * 1024;
  private static final long MIXED_MEMORY = 2 << 20;

  private static final Map<Digest, byte[]> PACKED = new TreeMap<>();

  private Releases() {}

  /** Bytes that do not compress. */
  static byte[] image(long seed, int size) {
    byte[] image = new byte[size];
    new SplittableRandom(seed).nextBytes(image);
    return image;
  }

  /** A release with one full payload. */
  static Goal full(World world, int number, byte[] image) {
    return publish(world, number, image, List.of(full(world, image)));
  }

  static Payload full(World world, byte[] image) {
    return payload(world, PayloadCodec.XZ, xz(image), Optional.empty());
  }

  /** A release with one delta that copies the base and adds a tail. */
  static Goal delta(World world, int number, byte[] base, byte[] tail) {
    return publish(world, number, grown(base, tail), List.of(delta(world, base, tail)));
  }

  /** A delta that copies the base and adds a tail. */
  static Payload delta(World world, byte[] base, byte[] tail) {
    return payload(
        world, PayloadCodec.GDIFF_XZ, xz(gdiff(base.length, tail)), Optional.of(Digest.of(base)));
  }

  /** What such a delta makes. */
  static byte[] grown(byte[] base, byte[] tail) {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    image.writeBytes(base);
    image.writeBytes(tail);
    return image.toByteArray();
  }

  /** The goal with a list of more payloads, which is published. */
  static Goal more(World world, Goal goal, byte[] image, Payload... payloads) {
    return naming(
        world,
        goal,
        MorePayloads.CODEC.encode(
            new MorePayloads(goal.release(), Digest.of(image), List.of(payloads))));
  }

  /** The goal with these bytes as its list of more payloads. */
  static Goal naming(World world, Goal goal, Bytes list) {
    world.artifacts.put(list.digest(), list);
    return new Goal(
        goal.rollout(),
        goal.release(),
        goal.manifest(),
        goal.manifestBytes(),
        goal.startBefore(),
        Optional.of(list.digest()),
        list.size(),
        true);
  }

  /**
   * A release with one mixed delta.
   *
   * @param tableBits of its decoder; 0: packed by LZMA
   */
  static Goal mixed(World world, int number, byte[] base, byte[] image, int tableBits) {
    byte[] delta =
        PACKED.computeIfAbsent(
            Digest.of(("mixed" + tableBits + Digest.of(base) + Digest.of(image)).getBytes(UTF_8)),
            name -> mixed(base, image, tableBits));
    Payload payload = payload(world, PayloadCodec.MIXED, delta, Optional.of(Digest.of(base)));
    return publish(world, number, image, List.of(payload));
  }

  private static byte[] mixed(byte[] base, byte[] image, int tableBits) {
    try {
      Path folder = Files.createTempDirectory("mixed");
      Path old = Files.write(folder.resolve("old"), base);
      Path now = Files.write(folder.resolve("new"), image);
      Path out = folder.resolve("delta");
      new MixedDeltaCodec(tableBits).encode(old, now, out, Progress.NONE);
      byte[] delta = Files.readAllBytes(out);
      for (Path file : List.of(old, now, out, folder)) {
        Files.delete(file);
      }
      return delta;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gdiff(int copied, byte[] tail) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(0xd1ffd1ff);
      out.write(4);
      out.write(254);
      out.writeInt(0);
      out.writeInt(copied);
      out.write(248);
      out.writeInt(tail.length);
      out.write(tail);
      out.write(0);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packing is slow, and the same releases are made again and again. */
  static byte[] xz(byte[] content) {
    return PACKED.computeIfAbsent(Digest.of(content), digest -> pack(content));
  }

  private static byte[] pack(byte[] content) {
    try {
      LZMA2Options options = new LZMA2Options(1);
      options.setDictSize(DICTIONARY);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (XZOutputStream out = new XZOutputStream(packed, options)) {
        out.write(content);
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Payload payload(World world, PayloadCodec codec, byte[] content, Optional<Digest> base) {
    List<Digest> chunks = new ArrayList<>();
    Bytes whole = Bytes.wrap(content);
    for (int at = 0; at < content.length; at += CHUNK) {
      chunks.add(whole.slice(at, Math.min(CHUNK, content.length - at)).digest());
    }
    world.artifacts.put(whole.digest(), whole);
    return new Payload(
        codec,
        whole.digest(),
        content.length,
        base,
        codec == PayloadCodec.MIXED ? MIXED_MEMORY : ImageDecoder.memory(DICTIONARY),
        CHUNK,
        chunks);
  }

  static Goal publish(World world, int number, byte[] image, List<Payload> payloads) {
    return publish(
        world,
        new Manifest(
            release(number),
            new Version(number + ".0"),
            number,
            Instant.parse("2026-02-01T00:00:00Z"),
            new Compatibility(World.MODEL, List.of(), List.of()),
            ImageFormat.RAW,
            Digest.of(image),
            image.length,
            payloads,
            new Health(List.of("--version"), "ok", Duration.ofSeconds(2), Duration.ofSeconds(15))));
  }

  static Goal publish(World world, Manifest manifest) {
    Bytes signed = Manifests.sign(World.RELEASE_KEY, manifest);
    world.artifacts.put(signed.digest(), signed);
    return new Goal(
        RolloutId.of("rollout-" + manifest.counter()),
        manifest.release(),
        signed.digest(),
        signed.size(),
        world.time.now().plus(Duration.ofHours(1)));
  }

  static ReleaseId release(int number) {
    return ReleaseId.of("pump-" + number);
  }
}
