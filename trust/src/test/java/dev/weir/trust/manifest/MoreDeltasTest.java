package dev.weir.trust.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Payloads that nobody signed, beside a manifest that somebody did. */
class MoreDeltasTest {
  private static final Payload SMALL =
      Sample.payload(PayloadCodec.GDIFF_XZ, 1100, Optional.of(Sample.BASE), 1 << 20);
  private static final Payload SMALL_IMAGE =
      Sample.payload(PayloadCodec.XZ, 1050, Optional.empty(), 1 << 20);
  private static final Manifest MANIFEST = Sample.manifest();
  private static final Bytes SIGNED = Manifests.sign(Sample.SIGNER, MANIFEST);

  private static Bytes list(ReleaseId release, Digest image, Payload... payloads) {
    return MorePayloads.CODEC.encode(new MorePayloads(release, image, List.of(payloads)));
  }

  private static Goal goal(Bytes named, boolean deltas) {
    Goal goal = Sample.goal(SIGNED);
    return new Goal(
        goal.rollout(),
        goal.release(),
        goal.manifest(),
        goal.manifestBytes(),
        goal.startBefore(),
        Optional.of(named.digest()),
        named.size(),
        deltas);
  }

  private static Verdict.Accepted accepted(Bytes more, Goal goal) {
    return (Verdict.Accepted)
        Sample.TRUSTED.accept(SIGNED, Optional.of(more), goal, Sample.FACTS, Sample.NOW);
  }

  private static void assertPassedBy(Bytes more, String why) {
    Verdict.Accepted verdict = accepted(more, goal(more, true));
    assertThat(verdict.payload()).isEqualTo(Sample.DELTA);
    assertThat(verdict.passedBy().orElse("")).contains(why);
  }

  @Test
  void theSmallestOfBothIsTaken() {
    Bytes more = list(MANIFEST.release(), MANIFEST.image(), SMALL);
    Verdict.Accepted verdict = accepted(more, goal(more, true));
    assertThat(verdict.payload()).isEqualTo(SMALL);
    assertThat(verdict.passedBy()).isEmpty();
  }

  @Test
  void anImageInTheListIsNeverTaken() {
    Bytes more = list(MANIFEST.release(), MANIFEST.image(), SMALL_IMAGE);
    assertThat(accepted(more, goal(more, true)).payload()).isEqualTo(Sample.DELTA);
  }

  @Test
  void aListForAnotherImageOrReleaseCountsForNothing() {
    assertPassedBy(
        list(MANIFEST.release(), Sample.BASE, SMALL), "for image " + Sample.BASE.brief());
    assertPassedBy(
        list(ReleaseId.of("pump-9"), MANIFEST.image(), SMALL),
        "of pump-9; the manifest is for " + MANIFEST.image().brief() + " of pump-1.1");
  }

  @Test
  void aListThatIsNotTheGoalsOrNoListCountsForNothing() {
    Bytes more = list(MANIFEST.release(), MANIFEST.image(), SMALL);
    Verdict.Accepted verdict = accepted(more, goal(SIGNED, true));
    assertThat(verdict.payload()).isEqualTo(Sample.DELTA);
    assertThat(verdict.passedBy().orElse("")).contains("the goal names another");
    assertPassedBy(Bytes.ofUtf8("no list"), "more-payloads");
  }

  @Test
  void withoutDeltasOnlyTheFullImageIsLeft() {
    Bytes more = list(MANIFEST.release(), MANIFEST.image(), SMALL);
    assertThat(accepted(more, goal(more, false)).payload()).isEqualTo(Sample.FULL);
  }

  @Test
  void withoutDeltasAReleaseThatHasNothingElseIsRefused() {
    Bytes signed = Manifests.sign(Sample.SIGNER, Sample.manifest(7, List.of(Sample.DELTA)));
    Goal goal = Sample.goal(signed);
    Goal full =
        new Goal(
            goal.rollout(),
            goal.release(),
            goal.manifest(),
            goal.manifestBytes(),
            goal.startBefore(),
            Optional.empty(),
            0,
            false);
    assertThat(Sample.TRUSTED.accept(signed, Optional.empty(), full, Sample.FACTS, Sample.NOW))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.failure()).isEqualTo(FailureClass.CANNOT_APPLY));
  }
}
