package dev.weir.global.catalog;

import static dev.weir.global.Samples.manifest;
import static dev.weir.global.Samples.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Digest SIGNED = Digest.of(new byte[] {7});

  private static Admission.Verdict judge(Manifest manifest, Release... there) {
    return Admission.judge(manifest, SIGNED, List.of(there), AdmissionTest::size);
  }

  private static OptionalLong size(Digest digest) {
    return OptionalLong.of(digest.equals(Samples.FULL.digest()) ? 3000 : 1000);
  }

  private static Code code(Admission.Verdict verdict) {
    return ((Admission.Refused) verdict).code();
  }

  @Test
  void aNewNameWithARisingCounterAndAllPayloadsIsAdmitted() {
    assertThat(judge(manifest("pump-3", 3), release("pump-2", 2)))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void countersRiseForEachModel() {
    assertThat(code(judge(manifest("pump-3", 2), release("pump-2", 2)))).isEqualTo(Code.NOT_NEWER);
    Release other = release("valve-9", 9);
    Manifest valve =
        new Manifest(
            other.id(),
            other.manifest().version(),
            9,
            Samples.NOON,
            new Compatibility(new Model("valve"), List.of(), List.of()),
            other.manifest().format(),
            other.manifest().image(),
            3000,
            other.manifest().payloads(),
            other.manifest().health());
    Release valves = new Release(valve, SIGNED, 200, Samples.NOON);
    assertThat(judge(manifest("pump-3", 3), valves)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void theSameBytesAgainAreARepeatAndOthersUnderTheSameNameAreNot() {
    Release there = new Release(manifest("pump-2", 2), SIGNED, 200, Samples.NOON);
    assertThat(judge(manifest("pump-2", 2), there)).isEqualTo(new Admission.Repeated(there));
    assertThat(code(judge(manifest("pump-2", 3), release("pump-2", 2)))).isEqualTo(Code.EXISTS);
  }

  @Test
  void eachPayloadMustBeHereWithItsSize() {
    Admission.Verdict missing =
        Admission.judge(manifest("p", 1), SIGNED, List.of(), digest -> OptionalLong.empty());
    assertThat(code(missing)).isEqualTo(Code.MISSING_ARTIFACT);
    Admission.Verdict wrong =
        Admission.judge(manifest("p", 1), SIGNED, List.of(), digest -> OptionalLong.of(1));
    assertThat(code(wrong)).isEqualTo(Code.MISSING_ARTIFACT);
    assertThat(((Admission.Refused) wrong).detail()).contains("1 bytes here");
  }

  @Test
  void theBestPayloadIsTheSmallestThatFits() {
    Manifest manifest = manifest("p", 1);
    assertThat(
            Suitability.bestPayload(manifest.payloads(), Optional.of(Samples.OLD_IMAGE))
                .get()
                .size())
        .isEqualTo(1000);
    assertThat(
            Suitability.bestPayload(manifest.payloads(), Optional.of(Samples.NEW_IMAGE))
                .get()
                .size())
        .isEqualTo(3000);
    assertThat(Suitability.bestPayload(manifest.payloads(), Optional.empty()).get().size())
        .isEqualTo(3000);
  }

  @Test
  void aDeviceRefusesAnotherHardwareOrBase() {
    Manifest all = manifest("p", 1);
    Manifest some =
        new Manifest(
            all.release(),
            all.version(),
            1,
            all.createdAt(),
            new Compatibility(Samples.PUMP, List.of("rev-b"), List.of(new Version("7"))),
            all.format(),
            all.image(),
            3000,
            all.payloads(),
            all.health());
    assertThat(Suitability.isRefused(all, "rev-a", Optional.empty())).isFalse();
    assertThat(Suitability.isRefused(some, "rev-a", Optional.empty())).isTrue();
    assertThat(Suitability.isRefused(some, "rev-b", Optional.empty())).isFalse();
    assertThat(Suitability.isRefused(some, "rev-b", Optional.of(new Version("1")))).isTrue();
  }
}
