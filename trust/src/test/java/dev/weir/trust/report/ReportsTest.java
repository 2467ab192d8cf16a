package dev.weir.trust.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import dev.weir.trust.signature.Statements;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
  private static final DeviceId DEVICE = DeviceId.of("pump-1");
  private static final Digest IMAGE = Digest.of(new byte[] {1});

  private final Signer signer = Ed25519.of(Bytes.wrap(new byte[32]));

  private static Report report(long counter, Optional<Digest> previous, String text) {
    return new Report(
        DEVICE,
        counter,
        previous,
        Instant.parse("2026-03-01T00:00:00Z"),
        new Generation(1, 1),
        Optional.of(RolloutId.of("r1")),
        Optional.of(ReleaseId.of("pump-1.1")),
        UpdatePhase.COMMITTED,
        Optional.of(FailureClass.UNHEALTHY),
        text,
        new Version("1.0"),
        new Version("1.1"),
        IMAGE,
        Optional.of(IMAGE),
        text,
        1,
        2,
        3,
        4,
        Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
        text,
        text,
        "",
        Optional.empty());
  }

  private Reports.Checked verify(Bytes signed) {
    return Reports.verify(signed, signer.publicKey(), DEVICE);
  }

  private static Reports.Verified numbered(long counter, Optional<Digest> previous, String text) {
    Report report = report(counter, previous, text);
    return new Reports.Verified(report, Digest.of(Bytes.ofUtf8(text + counter).toArray()));
  }

  @Test
  void aSignedReportIsVerifiedAndNamedByItsOwnDigest() {
    Report report = report(1, Optional.empty(), "mqtt");
    Bytes signed = Reports.sign(signer, report);

    assertThat(verify(signed)).isEqualTo(new Reports.Verified(report, signed.digest()));
  }

  @Test
  void theLongestTextsFitIntoAnEntry() {
    String longest = "\u20ac".repeat(Limits.TEXT);

    assertThat(verify(Reports.sign(signer, report(2, Optional.of(IMAGE), longest))))
        .isInstanceOf(Reports.Verified.class);
  }

  @Test
  void aReportThatWouldNotFitIntoAnEntryIsNotSigned() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reports.sign(signer, report(1, Optional.empty(), "\u20ac".repeat(500))))
        .withMessageContaining("at most 4096 bytes");
  }

  @Test
  void aReportByAnotherKeyIsRefused() {
    Signer stranger = Ed25519.of(Bytes.ofUtf8("thirty-two bytes of a stranger's"));

    assertRefused(
        Reports.sign(stranger, report(1, Optional.empty(), "mqtt")), "0 by one of the 1 trusted");
  }

  @Test
  void aManifestsSignatureDoesNotServeAReport() {
    Bytes statement = Report.CODEC.encode(report(1, Optional.empty(), "mqtt"));

    assertRefused(
        Signed.CODEC.encode(Statements.sign(signer, StatementKind.MANIFEST, statement)),
        "no signature of this report holds");
  }

  @Test
  void aReportOfAnotherDeviceIsRefusedThoughItsKeyIsRight() {
    Bytes signed = Reports.sign(signer, report(1, Optional.empty(), "mqtt"));

    assertThat(Reports.verify(signed, signer.publicKey(), DeviceId.of("pump-2")))
        .isEqualTo(new Reports.Refused("report is of device pump-1, expected pump-2"));
  }

  @Test
  void anOversizedReportIsRefusedBeforeItIsRead() {
    assertRefused(Bytes.wrap(new byte[Limits.ENTRY + 1]), "at most 4096 bytes");
  }

  @Test
  void theFirstReportHasNoPredecessorAndEachOtherHasOne() {
    assertRefused(Reports.sign(signer, report(0, Optional.empty(), "m")), "numbered from 1");
    assertRefused(Reports.sign(signer, report(1, Optional.of(IMAGE), "m")), "1 with a predecessor");
    assertRefused(
        Reports.sign(signer, report(2, Optional.empty(), "m")), "2 without a predecessor");
  }

  private void assertRefused(Bytes signed, String why) {
    assertThat(verify(signed))
        .isInstanceOfSatisfying(
            Reports.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  @ParameterizedTest(
      name = "after number 5: number {0}, names the last: {1}, is the last: {2}: {3}")
  @CsvSource({
    "4, false, false, OLDER",
    "5, false, true,  REPEAT",
    "5, false, false, FORK",
    "6, true,  false, FOLLOWS",
    "6, false, false, FORK",
    "7, true,  false, GAP",
    "7, false, false, GAP",
  })
  void aChainJudgesByItsTable(long counter, boolean namesLast, boolean isLast, Link link) {
    Reports.Verified last = numbered(5, Optional.of(IMAGE), "last");
    Chain chain = new Chain(5, Optional.of(last.own()));
    Reports.Verified next =
        isLast ? last : numbered(counter, Optional.of(namesLast ? last.own() : IMAGE), "next");

    assertThat(chain.judge(next)).isEqualTo(link);
    assertThat(chain.with(next))
        .isEqualTo(link == Link.OLDER ? chain : new Chain(counter, Optional.of(next.own())));
  }

  @Test
  void aChainBeginsWithTheFirstReport() {
    Reports.Verified first = numbered(1, Optional.empty(), "first");

    assertThat(Chain.START.judge(first)).isEqualTo(Link.FOLLOWS);
    assertThat(Chain.START.with(first)).isEqualTo(new Chain(1, Optional.of(first.own())));
    assertThat(Chain.START.judge(numbered(2, Optional.of(IMAGE), "second"))).isEqualTo(Link.GAP);
  }
}
