package dev.weir.trust.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom a device believes, and the only place where it decides whether to. Source: docs/protocol.md,
 * sections 5.2 and 5.3.
 *
 * <p>The checks stand in the order of the section; the first that does not hold is the answer, and
 * nothing is kept from a manifest that is refused.
 *
 * @param releaseKeys Ed25519 public keys, 32 bytes each; one signature by any of them is enough
 */
public record TrustedState(List<Bytes> releaseKeys) {
  public TrustedState {
    releaseKeys = List.copyOf(releaseKeys);
  }

  /**
   * Judges a signed manifest as it was fetched.
   *
   * @param more the list of payloads that the goal names besides, where it could be had; whatever
   *     stands in it, it is no reason to refuse a release
   * @param now by the device's clock. No check of today's reads it: a manifest does not expire, and
   *     a device's clock may be wrong. It is for signed metadata that does expire, which comes in
   *     through this entry
   */
  public Verdict accept(
      Bytes signedManifest, Optional<Bytes> more, Goal goal, DeviceFacts facts, Instant now) {
    // 5.2, what the goal names. The size is judged with the signature below, before anything is
    // read.
    Digest digest = signedManifest.digest();
    if (!digest.equals(goal.manifest())) {
      return refused(
          FailureClass.DIGEST_MISMATCH,
          "the signed manifest has the digest " + digest + "; the goal names " + goal.manifest());
    }
    Manifests.Checked checked = Manifests.verify(signedManifest, releaseKeys);
    return checked instanceof Manifests.Genuine genuine
        ? judge(genuine.manifest(), more, goal, facts)
        : refused((Manifests.Refused) checked);
  }

  private static Verdict judge(
      Manifest manifest, Optional<Bytes> more, Goal goal, DeviceFacts facts) {
    // 5.2, the release is the goal's: parts that never belonged together are not put together.
    if (!manifest.release().equals(goal.release())) {
      return refused(
          FailureClass.INCOMPATIBLE,
          "the manifest is of release " + manifest.release() + "; the goal is " + goal.release());
    }
    // 5.2, model, hardware revision and base version fit.
    Optional<String> misfit = misfit(manifest.compatibility(), facts);
    if (misfit.isPresent()) {
      return refused(FailureClass.INCOMPATIBLE, misfit.get());
    }
    // 5.2, the counter: an old release, however well signed, is not taken again.
    if (manifest.counter() <= facts.counter()) {
      return refused(
          FailureClass.NOT_NEWER,
          "the release has counter "
              + manifest.counter()
              + "; the device runs "
              + facts.counter()
              + " and takes only a higher one");
    }
    // 5.2, a payload can be applied; 5.3, the cheapest, 5.6, of all that the goal allows.
    MoreDeltas besides = MoreDeltas.of(more, goal, manifest);
    List<Payload> offered =
        Stream.concat(manifest.payloads().stream(), besides.deltas().stream())
            .filter(payload -> goal.deltas() || payload.base().isEmpty())
            .toList();
    return offered.stream()
        .filter(payload -> isApplicable(payload, facts))
        .min(
            Comparator.<Payload>comparingLong(payload -> facts.cost(payload, manifest.imageBytes()))
                .thenComparing(Payload::size)
                .thenComparing(Payload::digest))
        .<Verdict>map(payload -> new Verdict.Accepted(manifest, payload, besides.passedBy()))
        .orElseGet(() -> refused(FailureClass.CANNOT_APPLY, noPayload(offered, facts)));
  }

  private static Optional<String> misfit(Compatibility wanted, DeviceFacts facts) {
    if (!wanted.model().equals(facts.model())) {
      return Optional.of(
          "the release is for model " + wanted.model() + "; the device is " + facts.model());
    }
    if (!wanted.hardware().isEmpty() && !wanted.hardware().contains(facts.hardware())) {
      return Optional.of(
          "the release is for hardware "
              + String.join(", ", wanted.hardware())
              + "; the device is \""
              + facts.hardware()
              + '"');
    }
    if (!wanted.bases().isEmpty() && !wanted.bases().contains(facts.running())) {
      return Optional.of(
          "the release follows versions "
              + wanted.bases()
              + "; the device runs "
              + facts.running());
    }
    return Optional.empty();
  }

  private static boolean isApplicable(Payload payload, DeviceFacts facts) {
    return payload.base().map(facts.image()::equals).orElse(true)
        && facts.codecs().contains(payload.codec())
        && payload.memory() <= facts.memory();
  }

  private static String noPayload(List<Payload> offered, DeviceFacts facts) {
    return "none of the payloads "
        + offered.stream().map(Payload::codec).toList()
        + " can be applied to image "
        + facts.image().brief()
        + " with codecs "
        + facts.codecs()
        + " in "
        + facts.memory()
        + " bytes of memory";
  }

  private static Verdict refused(Manifests.Refused refused) {
    return refused(refused.failure(), refused.detail());
  }

  private static Verdict refused(FailureClass failure, String detail) {
    return new Verdict.Refused(failure, detail);
  }
}
