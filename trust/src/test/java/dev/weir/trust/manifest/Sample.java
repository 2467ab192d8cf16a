package dev.weir.trust.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release with a delta and a full image, and a device that it suits; no field is at its fallback.
 */
final class Sample {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  static final Signer SIGNER = Ed25519.of(Bytes.ofUtf8("the release key of this sample.."));
  static final TrustedState TRUSTED = new TrustedState(List.of(SIGNER.publicKey()));
  static final Digest BASE = Digest.of(new byte[] {1});
  static final Digest IMAGE = Digest.of(new byte[] {2});
  static final long MEMORY = 4 << 20;

  static final Payload FULL = payload(PayloadCodec.XZ, 5000, Optional.empty(), 2 << 20);
  static final Payload DELTA = payload(PayloadCodec.GDIFF_XZ, 1500, Optional.of(BASE), 3 << 20);

  static final DeviceFacts FACTS =
      new DeviceFacts(
          new Model("pump-v2"),
          "rev-b",
          new Version("1.0"),
          6,
          BASE,
          List.of(PayloadCodec.XZ, PayloadCodec.GDIFF_XZ),
          MEMORY,
          0);

  private Sample() {}

  static Payload payload(PayloadCodec codec, int size, Optional<Digest> base, long memory) {
    List<Digest> chunks =
        java.util.stream.IntStream.range(0, (size + 1023) / 1024)
            .mapToObj(i -> Digest.of(new byte[] {(byte) i, (byte) size}))
            .toList();
    return new Payload(
        codec,
        Digest.of(Bytes.ofUtf8(codec + " " + size).toArray()),
        size,
        base,
        memory,
        1024,
        chunks);
  }

  static Manifest manifest() {
    return manifest(7, List.of(FULL, DELTA));
  }

  static Manifest manifest(long counter, List<Payload> payloads) {
    return new Manifest(
        ReleaseId.of("pump-1.1"),
        new Version("1.1"),
        counter,
        Instant.parse("2026-02-01T00:00:00Z"),
        new Compatibility(
            new Model("pump-v2"),
            List.of("rev-b", "rev-c"),
            List.of(new Version("1.0"), new Version("0.9"))),
        ImageFormat.ELF,
        IMAGE,
        9000,
        payloads,
        new Health(List.of("--version"), "pump 1.1", Duration.ofSeconds(3), Duration.ofSeconds(9)));
  }

  static Goal goal(Bytes signed) {
    return new Goal(
        RolloutId.of("r1"),
        ReleaseId.of("pump-1.1"),
        signed.digest(),
        signed.size(),
        NOW.plusSeconds(60));
  }

  static Verdict accept(Bytes signed, DeviceFacts facts) {
    return TRUSTED.accept(signed, Optional.empty(), goal(signed), facts, NOW);
  }
}
