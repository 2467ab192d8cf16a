package dev.weir.builder.bench;

import static dev.weir.builder.bench.Reports.pair;
import static dev.weir.builder.bench.Reports.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.protocol.wire.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final List<PeerFigures> PEERS =
      List.of(peer("bsdiff", 2000, false), peer("small", 4000, true), peer("zstd", 3000, false));

  private static CodecSummary row(BenchReport report, String codec) {
    return report.summary().stream().filter(row -> row.codec().equals(codec)).findFirst().get();
  }

  @Test
  void aTierIsHeldAgainstTheBestOfItsPeers() {
    PairFigures pair = pair("p", true, PEERS, 1000, 1000);
    assertThat(pair.bestPeer(Tier.M1).orElseThrow().peer()).isEqualTo("small");
    assertThat(pair.bestPeer(Tier.M2).orElseThrow().peer()).isEqualTo("bsdiff");
    assertThat(pair.bestPeer(Tier.M24).orElseThrow().peer()).isEqualTo("bsdiff");
  }

  /** 1M: 1000/4000 and 4000/4000, of code 1/4. 24M: 500/2000 and 8000/2000, of code 1/4. */
  @Test
  void meansAreGeometric() {
    BenchReport report =
        BenchReport.of(
            List.of(pair("code", true, PEERS, 1000, 500), pair("text", false, PEERS, 4000, 8000)));
    CodecSummary small = row(report, "a-1M");
    assertThat(small.codeRatio().orElseThrow()).isEqualTo(0.25, within(1e-12));
    assertThat(small.ratio().orElseThrow()).isEqualTo(0.5, within(1e-12));
    assertThat(small.codePairs()).isEqualTo(1);
    assertThat(small.pairs()).isEqualTo(2);
    assertThat(small.worstPair()).contains("text");
    assertThat(small.worstRatio().orElseThrow()).isEqualTo(1.0, within(1e-12));
    CodecSummary large = row(report, "a-24M");
    assertThat(large.codeRatio().orElseThrow()).isEqualTo(0.25, within(1e-12));
    assertThat(large.ratio().orElseThrow()).isEqualTo(1.0, within(1e-12));
    assertThat(large.worstRatio().orElseThrow()).isEqualTo(4.0, within(1e-12));
  }

  /** Half a percent of 2000 is 10: up to 2266 it ties. */
  @Test
  void countsWhatIsLargerByMoreThanHalfAPercentAnd256Bytes() {
    BenchReport report =
        BenchReport.of(
            List.of(
                pair("ties", true, PEERS, 4276, 2266), pair("larger", true, PEERS, 4277, 2267)));
    assertThat(row(report, "a-1M").larger()).isEqualTo(1);
    assertThat(row(report, "a-24M").larger()).isEqualTo(1);
  }

  @Test
  void pairsWithoutAPeerDoNotCount() {
    List<PeerFigures> large = List.of(peer("bsdiff", 2000, false));
    BenchReport report =
        BenchReport.of(
            List.of(pair("p", true, large, 10, 1000), pair("q", true, List.of(), 10, 10)));
    assertThat(row(report, "a-1M").pairs()).isZero();
    assertThat(row(report, "a-1M").ratio()).isEmpty();
    assertThat(row(report, "a-1M").worstPair()).isEmpty();
    assertThat(row(report, "a-24M").pairs()).isEqualTo(1);
    assertThat(row(report, "a-24M").ratio().orElseThrow()).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void isOneJsonObjectThatCanBeReadAgain() throws Malformed {
    BenchReport report = BenchReport.of(List.of(pair("code", true, PEERS, 1000, 500)));
    String json = BenchReport.CODEC.toJson(report);
    assertThat(BenchReport.CODEC.fromJson(json)).isEqualTo(report);
    assertThat(json)
        .startsWith("{\"pairs\":[{\"name\":\"code\",\"oldBytes\":1000,\"newBytes\":2000,")
        .contains("{\"codec\":\"a-1M\",\"tier\":\"1M\",\"bytes\":1000,\"chosen\":\"thumb\"")
        .contains("{\"peer\":\"small\",\"bytes\":4000,\"decodesInOneMib\":true");
  }
}
