package dev.weir.global;

import dev.weir.global.catalog.Release;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.LastReport;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that tests begin from. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  public static final Model PUMP = new Model("pump-v2");
  public static final RegionId NORTH = RegionId.of("north");
  public static final RegionId SOUTH = RegionId.of("south");
  public static final Bytes FULL = Bytes.ofUtf8("f".repeat(3000));
  public static final Bytes DELTA = Bytes.ofUtf8("d".repeat(1000));
  public static final Digest OLD_IMAGE = Digest.of(new byte[] {1});
  public static final Digest NEW_IMAGE = Digest.of(new byte[] {2});

  private Samples() {}

  public static Manifest manifest(String release, long counter) {
    return new Manifest(
        ReleaseId.of(release),
        new Version("2." + counter),
        counter,
        NOON,
        new Compatibility(PUMP, List.of(), List.of()),
        ImageFormat.RAW,
        NEW_IMAGE,
        3000,
        List.of(
            payload(PayloadCodec.XZ, FULL, Optional.empty()),
            payload(PayloadCodec.GDIFF_XZ, DELTA, Optional.of(OLD_IMAGE))),
        new Health(List.of(), "", Duration.ofSeconds(5), Duration.ofSeconds(10)));
  }

  /** A release without deltas. */
  public static Manifest manifest(String release, long counter, Digest image) {
    Manifest whole = manifest(release, counter);
    return new Manifest(
        whole.release(),
        whole.version(),
        counter,
        NOON,
        whole.compatibility(),
        whole.format(),
        image,
        3000,
        List.of(payload(PayloadCodec.XZ, FULL, Optional.empty())),
        whole.health());
  }

  /** What a worker makes of the old image's delta. */
  public static Payload delta(Bytes content) {
    return payload(PayloadCodec.GDIFF_XZ, content, Optional.of(OLD_IMAGE));
  }

  private static Payload payload(PayloadCodec codec, Bytes content, Optional<Digest> base) {
    return new Payload(
        codec, content.digest(), content.size(), base, 1 << 20, 4096, List.of(content.digest()));
  }

  public static Release release(String name, long counter) {
    return new Release(
        manifest(name, counter),
        Digest.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        200,
        NOON);
  }

  public static Gate gate(int leastSample, Duration bake) {
    return new Gate(1_000_000, leastSample, bake);
  }

  public static WaveSpec count(String name, int count, Gate gate) {
    return new WaveSpec(name, Optional.empty(), Optional.of(count), gate);
  }

  public static WaveSpec share(String name, int millionths, Gate gate) {
    return new WaveSpec(name, Optional.of(millionths), Optional.empty(), gate);
  }

  public static WaveSpec all(String name, Gate gate) {
    return new WaveSpec(name, Optional.empty(), Optional.empty(), gate);
  }

  public static RolloutSpec spec(String name, WaveSpec... waves) {
    return spec(name, "", List.of(firstFailure()), waves);
  }

  public static RolloutSpec spec(
      String name, String selector, List<AbortThreshold> abort, WaveSpec... waves) {
    return new RolloutSpec(
        RolloutId.of(name),
        ReleaseId.of("pump-2"),
        selector,
        List.of(waves),
        100,
        Duration.ofHours(1),
        new Deadlines(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(10)),
        abort);
  }

  /** A rollout of one wave that waits for deltas. */
  public static RolloutSpec waiting(
      String name, String release, Duration atMost, Prepare.Then then) {
    RolloutSpec spec = spec(name, all("all", gate(1, Duration.ofDays(1))));
    return new RolloutSpec(
        spec.rollout(),
        ReleaseId.of(release),
        spec.selector(),
        spec.waves(),
        spec.maxConcurrent(),
        spec.startWithin(),
        spec.deadlines(),
        spec.abort(),
        new Prepare(atMost, then),
        7_000);
  }

  /** Halts at the first failure of any class. */
  public static AbortThreshold firstFailure() {
    return new AbortThreshold(Optional.empty(), 0, 1);
  }

  public static Device device(String name, RegionId region) {
    return new Device(
        DeviceId.of(name),
        Optional.of(region),
        1,
        SiteId.of("plant-1"),
        PUMP,
        "rev-a",
        Map.of(),
        Bytes.wrap(new byte[32]),
        Optional.empty(),
        NOON,
        Optional.empty());
  }

  public static Device running(Device device, Digest image) {
    Report report = report(device.id(), 1, Optional.empty(), image);
    return device.reported(new LastReport(report, Digest.of(new byte[] {9}), NOON, 0));
  }

  /** An inventory. */
  public static Report report(
      DeviceId device, long counter, Optional<Digest> previous, Digest image) {
    return new Report(
        device,
        counter,
        previous,
        NOON,
        Generation.NONE,
        Optional.empty(),
        Optional.empty(),
        UpdatePhase.COMMITTED,
        Optional.empty(),
        "",
        new Version("1"),
        new Version("1"),
        image,
        Optional.empty(),
        "",
        0,
        0,
        0,
        0,
        Optional.empty(),
        "mqtt",
        "",
        "",
        Optional.empty());
  }

  /** Counts of targets that committed, failed as unhealthy, and are switching. */
  public static WaveCounts counts(int wave, int committed, int failed, int switching) {
    return new WaveCounts(
        wave,
        0,
        0,
        0,
        switching,
        committed,
        0,
        failed == 0 ? List.of() : List.of(new FailureCount(FailureClass.UNHEALTHY, failed)),
        0);
  }
}
