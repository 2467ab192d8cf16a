package dev.weir.trust.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import dev.weir.trust.signature.Statements;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedStateTest {
  private static final Bytes SIGNED = Manifests.sign(Sample.SIGNER, Sample.manifest());

  private static void assertRefused(Verdict verdict, FailureClass failure, String detail) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.failure()).isEqualTo(failure);
              assertThat(refused.detail()).contains(detail);
            });
  }

  private static void assertTakes(Verdict verdict, Payload payload) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Accepted.class, accepted -> assertThat(accepted.payload()).isEqualTo(payload));
  }

  @Test
  void theSmallestPayloadThatTheDeviceCanApplyIsTaken() {
    assertThat(Sample.accept(SIGNED, Sample.FACTS))
        .isEqualTo(new Verdict.Accepted(Sample.manifest(), Sample.DELTA, Optional.empty()));
  }

  @Test
  void aDeltaFromAnotherImageIsPassedOver() {
    assertTakes(Sample.accept(SIGNED, withImage(Sample.IMAGE)), Sample.FULL);
  }

  @Test
  void aPayloadThatNeedsMoreMemoryThanTheDeviceHasIsPassedOver() {
    assertTakes(Sample.accept(SIGNED, withMemory(Sample.DELTA.memory())), Sample.DELTA);
    assertTakes(Sample.accept(SIGNED, withMemory(Sample.DELTA.memory() - 1)), Sample.FULL);
  }

  @Test
  void aPayloadInACodecThatTheDeviceLacksIsPassedOver() {
    assertTakes(Sample.accept(SIGNED, withCodecs(List.of(PayloadCodec.XZ))), Sample.FULL);
  }

  @Test
  void aFullImageThatIsSmallerThanTheDeltaIsTaken() {
    Payload small = Sample.payload(PayloadCodec.XZ, 1400, Optional.empty(), 1 << 20);

    assertTakes(acceptSigned(Sample.manifest(7, List.of(Sample.DELTA, small))), small);
  }

  @Test
  void whereDecodingHasAPriceTheCheapestPayloadIsTaken() {
    Payload table = Sample.payload(PayloadCodec.MIXED, 1500, Optional.of(Sample.BASE), 2 << 20);
    Payload lzma = Sample.payload(PayloadCodec.MIXED_LZMA, 1700, Optional.of(Sample.BASE), 1 << 20);
    Bytes signed =
        Manifests.sign(Sample.SIGNER, Sample.manifest(7, List.of(Sample.FULL, table, lzma)));
    // 18 ms of decoding against 1.8 for 200 bytes.
    assertTakes(Sample.accept(signed, withPrice(0)), table);
    assertTakes(Sample.accept(signed, withPrice(12_000)), table);
    assertTakes(Sample.accept(signed, withPrice(13_000)), lzma);
  }

  @Test
  void aReleaseWithoutAPayloadForTheDeviceIsRefused() {
    assertRefused(
        Sample.accept(SIGNED, withCodecs(List.of())),
        FailureClass.CANNOT_APPLY,
        "none of the payloads [XZ, GDIFF_XZ] can be applied");
  }

  @Test
  void aManifestWhoseDigestIsNotTheGoalsIsRefusedBeforeItsSignatureIsRead() {
    Goal goal = Sample.goal(Bytes.ofUtf8("another"));

    assertRefused(
        Sample.TRUSTED.accept(SIGNED, Optional.empty(), goal, Sample.FACTS, Sample.NOW),
        FailureClass.DIGEST_MISMATCH,
        goal.manifest().hex());
  }

  @Test
  void aManifestOfAnotherReleaseThanTheGoalsIsRefused() {
    Goal wanted = Sample.goal(SIGNED);
    Goal other =
        new Goal(
            wanted.rollout(),
            ReleaseId.of("pump-1.2"),
            wanted.manifest(),
            wanted.manifestBytes(),
            wanted.startBefore());

    assertRefused(
        Sample.TRUSTED.accept(SIGNED, Optional.empty(), other, Sample.FACTS, Sample.NOW),
        FailureClass.INCOMPATIBLE,
        "the manifest is of release pump-1.1; the goal is pump-1.2");
  }

  @Test
  void aManifestForAnotherModelIsRefused() {
    DeviceFacts f = Sample.FACTS;
    DeviceFacts other =
        new DeviceFacts(
            new Model("valve"),
            f.hardware(),
            f.running(),
            f.counter(),
            f.image(),
            f.codecs(),
            f.memory(),
            0);

    assertRefused(
        Sample.accept(SIGNED, other),
        FailureClass.INCOMPATIBLE,
        "for model pump-v2; the device is valve");
  }

  @Test
  void aManifestForOtherHardwareIsRefused() {
    DeviceFacts f = Sample.FACTS;
    DeviceFacts other =
        new DeviceFacts(
            f.model(), "rev-a", f.running(), f.counter(), f.image(), f.codecs(), f.memory(), 0);

    assertRefused(
        Sample.accept(SIGNED, other),
        FailureClass.INCOMPATIBLE,
        "for hardware rev-b, rev-c; the device is \"rev-a\"");
  }

  @Test
  void aManifestThatDoesNotFollowTheRunningVersionIsRefused() {
    DeviceFacts f = Sample.FACTS;
    DeviceFacts other =
        new DeviceFacts(
            f.model(),
            f.hardware(),
            new Version("0.8"),
            f.counter(),
            f.image(),
            f.codecs(),
            f.memory(),
            0);

    assertRefused(
        Sample.accept(SIGNED, other),
        FailureClass.INCOMPATIBLE,
        "follows versions [1.0, 0.9]; the device runs 0.8");
  }

  @Test
  void emptyListsOfHardwareAndBasesSuitEveryDeviceOfTheModel() {
    Manifest m = Sample.manifest();
    Manifest open =
        new Manifest(
            m.release(),
            m.version(),
            m.counter(),
            m.createdAt(),
            new Compatibility(m.compatibility().model(), List.of(), List.of()),
            m.format(),
            m.image(),
            m.imageBytes(),
            m.payloads(),
            m.health());

    assertThat(acceptSigned(open)).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 6})
  void aReleaseWhoseCounterIsNotAboveTheDevicesIsRefused(long counter) {
    assertRefused(
        acceptSigned(Sample.manifest(counter, List.of(Sample.FULL))),
        FailureClass.NOT_NEWER,
        "the release has counter " + counter + "; the device runs 6");
  }

  @Test
  void aManifestByAnUnknownKeyIsRefused() {
    Signer stranger = Ed25519.of(Bytes.wrap(new byte[32]));

    assertRefused(
        Sample.accept(Manifests.sign(stranger, Sample.manifest()), Sample.FACTS),
        FailureClass.BAD_SIGNATURE,
        "1 there, 0 by one of the 1 trusted keys");
  }

  @Test
  void anOversizedManifestIsRefusedHoweverItIsSigned() {
    Bytes large = Bytes.wrap(new byte[Limits.MANIFEST - 64]);
    Bytes signed =
        Signed.CODEC.encode(Statements.sign(Sample.SIGNER, StatementKind.MANIFEST, large));

    assertThat(signed.size()).isGreaterThan(Limits.MANIFEST);
    assertRefused(
        Sample.accept(signed, Sample.FACTS), FailureClass.BAD_SIGNATURE, "at most 262144 bytes");
  }

  @Test
  void aManifestThatWouldBeOversizedIsNotSigned() {
    List<Payload> payloads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      payloads.add(
          Sample.payload(PayloadCodec.XZ, 1024 * Limits.CHUNKS - i, Optional.empty(), 1 << 20));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifests.sign(Sample.SIGNER, Sample.manifest(7, payloads)))
        .withMessageContaining("at most 262144 bytes");
  }

  @Test
  void aGenuineManifestThatThisProgramCanNotReadIsIncompatible() {
    Bytes unreadable =
        Signed.CODEC.encode(
            Statements.sign(Sample.SIGNER, StatementKind.MANIFEST, Bytes.ofUtf8("not a map")));

    assertRefused(Sample.accept(unreadable, Sample.FACTS), FailureClass.INCOMPATIBLE, "manifest");
    assertThat(Manifests.verify(unreadable, Sample.TRUSTED.releaseKeys()))
        .isInstanceOf(Manifests.Refused.class);
  }

  @Test
  void payloadsInCodecsThatCameLaterArePassedOver() {
    Bytes signed = newer(Sample.manifest(), PayloadCodec.GDIFF_XZ);

    assertTakes(Sample.accept(signed, Sample.FACTS), Sample.FULL);
    assertThat(Manifests.verify(signed, Sample.TRUSTED.releaseKeys()))
        .isEqualTo(new Manifests.Genuine(Sample.manifest(7, List.of(Sample.FULL))));
  }

  @Test
  void aReleaseInCodecsThatCameLaterAloneIsIncompatible() {
    assertRefused(
        Sample.accept(
            newer(Sample.manifest(7, List.of(Sample.FULL)), PayloadCodec.XZ), Sample.FACTS),
        FailureClass.INCOMPATIBLE,
        "payloads must have at least one whose codec is known here");
  }

  /** The manifest, signed as newer pipelines would: what was in a codec is in the 99th. */
  @SuppressWarnings("EnumOrdinal") // as the wire has it
  private static Bytes newer(Manifest manifest, PayloadCodec codec) {
    String before = String.format("01%02x025820", codec.ordinal() + 1);
    String encoded = HexFormat.of().formatHex(Manifest.CODEC.encode(manifest).toArray());
    assertThat(encoded).contains(before);
    Bytes statement = Bytes.wrap(HexFormat.of().parseHex(encoded.replace(before, "011863025820")));
    return Signed.CODEC.encode(Statements.sign(Sample.SIGNER, StatementKind.MANIFEST, statement));
  }

  @Test
  void serversTakeAGenuineManifestWhateverItSuits() {
    assertThat(Manifests.verify(SIGNED, Sample.TRUSTED.releaseKeys()))
        .isEqualTo(new Manifests.Genuine(Sample.manifest()));
    assertThat(Manifests.verify(SIGNED, List.of())).isInstanceOf(Manifests.Refused.class);
  }

  private static Verdict acceptSigned(Manifest manifest) {
    return Sample.accept(Manifests.sign(Sample.SIGNER, manifest), Sample.FACTS);
  }

  private static DeviceFacts withImage(Digest image) {
    DeviceFacts f = Sample.FACTS;
    return new DeviceFacts(
        f.model(), f.hardware(), f.running(), f.counter(), image, f.codecs(), f.memory(), 0);
  }

  private static DeviceFacts withMemory(long memory) {
    DeviceFacts f = Sample.FACTS;
    return new DeviceFacts(
        f.model(), f.hardware(), f.running(), f.counter(), f.image(), f.codecs(), memory, 0);
  }

  private static DeviceFacts withCodecs(List<PayloadCodec> codecs) {
    DeviceFacts f = Sample.FACTS;
    return new DeviceFacts(
        f.model(), f.hardware(), f.running(), f.counter(), f.image(), codecs, f.memory(), 0);
  }

  private static DeviceFacts withPrice(long decodingPrice) {
    DeviceFacts f = Sample.FACTS;
    return new DeviceFacts(
        f.model(),
        f.hardware(),
        f.running(),
        f.counter(),
        f.image(),
        List.of(PayloadCodec.values()),
        f.memory(),
        decodingPrice);
  }
}
