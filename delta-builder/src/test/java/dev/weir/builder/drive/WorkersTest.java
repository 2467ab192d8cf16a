package dev.weir.builder.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.release.DeltaSelection;
import dev.weir.builder.release.Fixtures;
import dev.weir.builder.worker.Attempt;
import dev.weir.builder.worker.Bounds;
import dev.weir.builder.worker.FakeWork;
import dev.weir.patcher.apply.BaseImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {
  private static final byte[] OLD = Fixtures.program(1, 3000);
  private static final byte[] NEW = Fixtures.edited(OLD);
  private static final DeltaSelection DELTAS =
      new DeltaSelection(
          List.of(Fixtures.mixed(MixedDeltaCodec.LZMA), Fixtures.mixed(18), Fixtures.gdiff()),
          Circumstances.USUAL);
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final long PLENTY = 100_000_000;

  @TempDir Path folder;
  private final FakeWork global = new FakeWork();
  private final List<String> said = new ArrayList<>();

  private boolean run(long heap, InstantSource clock) throws IOException, InterruptedException {
    Bounds bounds = new Bounds(heap, Duration.ofMinutes(1));
    Workers.Settings settings =
        new Workers.Settings("w", 1, true, Duration.ofMillis(1), Duration.ofMillis(1), bounds);
    return new Workers(global, new Attempt(global, DELTAS, bounds), settings, clock, said::add)
        .run();
  }

  private byte[] decoded(Payload payload, byte[] base) throws IOException {
    BaseImage from =
        new BaseImage() {
          @Override
          public long size() {
            return base.length;
          }

          @Override
          public void read(long offset, byte[] into, int at, int length) {
            System.arraycopy(base, (int) offset, into, at, length);
          }
        };
    Bytes content = global.artifacts.get(payload.digest());
    try (InputStream image =
        ImageDecoder.open(
            payload.codec(),
            offset -> content.slice((int) offset, content.size() - (int) offset).asStream(),
            from,
            NEW.length,
            payload.memory())) {
      return image.readAllBytes();
    }
  }

  @Test
  void deltasAreBuiltProvenUploadedAndNamed() throws Exception {
    DeltaOrder order = global.order(folder, OLD, NEW);
    assertThat(run(PLENTY, NOON)).isTrue();
    DeltaResult result = global.results.get(0);
    assertThat(result.worker()).isEqualTo("w-1");
    assertThat(result.payloads())
        .extracting(Payload::codec)
        .containsExactly(PayloadCodec.MIXED_LZMA, PayloadCodec.MIXED, PayloadCodec.GDIFF_XZ);
    for (Payload payload : result.payloads()) {
      assertThat(payload.base()).contains(order.base().image());
      assertThat(payload.size()).isLessThan(order.image().full().size());
      assertThat(decoded(payload, OLD)).isEqualTo(NEW);
    }
    assertThat(said).hasSize(2).first().asString().contains("1.0 to 2.0, for 3 devices");
    assertThat(global.failures).isEmpty();
  }

  @Test
  void whereNoDeltaIsSmallerThanTheFullImageTheResultIsEmpty() throws Exception {
    global.order(folder, Fixtures.noise(1, 20_000), new byte[50]);
    assertThat(run(PLENTY, NOON)).isTrue();
    assertThat(global.results)
        .singleElement()
        .extracting(DeltaResult::payloads)
        .isEqualTo(List.of());
  }

  private DeltaFailure failure() {
    assertThat(global.results).isEmpty();
    assertThat(global.failures).hasSize(1);
    return global.failures.get(0);
  }

  @Test
  void anImageAboveTheHeapIsGivenUpBeforeItIsDownloaded() throws Exception {
    global.order(folder, OLD, NEW);
    global.artifacts.clear();
    assertThat(run(12L * NEW.length - 12, NOON)).isFalse();
    assertThat(failure().reason()).contains("needs 12 x", "--heap");
  }

  @Test
  void aJobThatTakesTooLongIsGivenUp() throws Exception {
    global.order(folder, OLD, NEW);
    Instant[] now = {NOON.instant()};
    InstantSource slow = () -> now[0] = now[0].plusSeconds(25);
    assertThat(run(PLENTY, slow)).isFalse();
    assertThat(failure().reason()).contains("took longer than 60s");
  }

  @Test
  void aReleaseThatIsNotWhatItsManifestSaysIsGivenUp() throws Exception {
    byte[] other = OLD.clone();
    other[1000] ^= 1;
    DeltaOrder good = global.order(folder, other, NEW);
    DeltaOrder bad = global.order(folder, OLD, NEW);
    Bytes packed = global.artifacts.get(good.base().full().digest());
    global.artifacts.put(bad.base().full().digest(), packed);
    assertThat(run(PLENTY, NOON)).isFalse();
    assertThat(global.results).hasSize(1);
    assertThat(global.failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.base()).isEqualTo(bad.base().image());
              assertThat(failure.reason()).contains("its manifest says " + Digest.of(OLD));
            });
  }

  @Test
  void aJobThatIsAnothersByNowIsStopped() throws Exception {
    global.order(folder, OLD, NEW);
    global.isHeld = false;
    InstantSource patient =
        () -> {
          while (global.fetched.get() > 0 && global.renewals.get() < 2) {
            Thread.onSpinWait();
          }
          return NOON.instant();
        };
    assertThat(run(PLENTY, patient)).isFalse();
    assertThat(failure().reason()).isEqualTo("not yours");
  }

  @Test
  void aMissingArtifactIsGivenUpAndTheNextJobIsBuilt() throws Exception {
    DeltaOrder broken = global.order(folder, NEW, OLD);
    Optional<Bytes> full =
        Optional.ofNullable(global.artifacts.remove(broken.base().full().digest()));
    assertThat(full).isPresent();
    global.order(folder, Fixtures.program(2, 1000), Fixtures.changed(Fixtures.program(2, 1000), 4));
    assertThat(run(PLENTY, NOON)).isFalse();
    assertThat(global.results).hasSize(1);
    assertThat(global.failures.get(0).reason()).contains("there is no artifact");
  }
}
