package dev.weir.global.delta;

import static dev.weir.global.Samples.NEW_IMAGE;
import static dev.weir.global.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.MorePayloads;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AdditionsTest {
  private static final Manifest MANIFEST = Samples.manifest("pump-2", 2, NEW_IMAGE);

  private static Digest image(int number) {
    return Digest.of(new byte[] {42, (byte) number});
  }

  private static DeltaJob done(int base, int chunks, long second) {
    Payload payload =
        new Payload(
            PayloadCodec.MIXED,
            image(-base),
            1024L * chunks,
            Optional.of(image(base)),
            1 << 20,
            1024,
            Collections.nCopies(chunks, image(0)));
    return DeltaJobs.done(
        DeltaJobs.wanted(new Pair(image(base), NEW_IMAGE), NOON),
        "w",
        List.of(payload),
        NOON.plusSeconds(second));
  }

  private static List<Digest> bases(List<DeltaJob> jobs) {
    return Additions.of(MANIFEST, jobs).stream()
        .flatMap(list -> list.payloads().stream())
        .map(payload -> payload.base().orElseThrow())
        .toList();
  }

  @Test
  void whatIsDoneForTheImageIsListedTheNewestFirst() {
    DeltaJob waiting = DeltaJobs.wanted(new Pair(image(9), NEW_IMAGE), NOON);
    DeltaJob other =
        DeltaJobs.done(DeltaJobs.wanted(new Pair(image(9), image(8)), NOON), "w", List.of(), NOON);
    assertThat(Additions.of(MANIFEST, List.of(waiting, other))).isEmpty();
    assertThat(bases(List.of(waiting, done(1, 1, 1), other, done(2, 1, 2))))
        .containsExactly(image(2), image(1));
  }

  @Test
  void whatDoesNotFitIsLeftOutTheOldestFirst() {
    List<DeltaJob> many = new ArrayList<>();
    for (int base = 1; base <= Limits.MORE_PAYLOADS + 2; base++) {
      many.add(done(base, 1, base));
    }
    assertThat(bases(many)).hasSize(Limits.MORE_PAYLOADS).doesNotContain(image(1), image(2));
    List<DeltaJob> large = List.of(done(1, 4096, 1), done(2, 4096, 2), done(3, 1, 3));
    assertThat(bases(large)).containsExactly(image(3), image(2));
    MorePayloads list = Additions.of(MANIFEST, large).orElseThrow();
    assertThat(MorePayloads.CODEC.encode(list).size()).isLessThanOrEqualTo(Limits.MANIFEST);
  }

  private static Reply<String> check(Payload payload, long size) {
    DeltaResult result = new DeltaResult(Samples.OLD_IMAGE, NEW_IMAGE, "w", List.of(payload));
    return Results.checked(
        result,
        3000,
        digest -> digest.equals(payload.digest()) ? OptionalLong.of(size) : OptionalLong.empty(),
        "good");
  }

  private static Code code(Reply<String> reply) {
    return ((Reply.Refused<String>) reply).code();
  }

  @Test
  void aResultIsHeldAgainstItsJobAndWhatIsHere() {
    Payload good = Samples.delta(Samples.DELTA);
    assertThat(check(good, good.size())).isEqualTo(Reply.done("good"));
    assertThat(code(check(good, good.size() - 1))).isEqualTo(Code.MISSING_ARTIFACT);
    assertThat(code(check(done(1, 1, 1).payloads().get(0), 1024))).isEqualTo(Code.MALFORMED);
    Payload full = Samples.delta(Samples.FULL);
    assertThat(code(check(full, full.size()))).isEqualTo(Code.MALFORMED);
  }
}
