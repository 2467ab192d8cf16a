package dev.weir.cli.text;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.CodecFigures;
import dev.weir.builder.bench.PairFigures;
import dev.weir.builder.bench.PeerFigures;
import dev.weir.builder.bench.Tier;
import java.util.List;
import java.util.Optional;

/** A benchmark of two made-up pairs. */
final class BenchReports {
  private BenchReports() {}

  private static BenchReport report() {
    return BenchReport.of(List.of(pump(), catalogue()));
  }

  static String text(boolean asAgent) {
    BenchText text = new BenchText(asAgent);
    return text.pair(pump()) + text.pair(catalogue()) + text.summary(report());
  }

  private static PairFigures pump() {
    return new PairFigures(
        "pump",
        786_432,
        790_000,
        List.of(
            codec("mixed-1M", Tier.M1, 11_580, "arm", 1_840_000, true, Optional.of(560_000L)),
            codec("mixed-24M", Tier.M24, 9_538, "arm", 17_600_000, false, Optional.empty())),
        List.of(
            known("hdiffz-m1-SD-lzma2-256k", 19_706, true),
            new PeerFigures("bsdiff", 21_898, false, Optional.of(310_000L), Optional.of(20_000L))));
  }

  private static PairFigures catalogue() {
    return new PairFigures(
        "catalogue",
        1_000,
        1_200,
        List.of(
            codec("mixed-1M", Tier.M1, 700, "none", 1_840_000, true, Optional.empty()),
            codec("mixed-24M", Tier.M24, 690, "none", 17_600_000, true, Optional.empty())),
        List.of(known("bsdiff", 400, false)));
  }

  private static CodecFigures codec(
      String name,
      Tier tier,
      long bytes,
      String chosen,
      long memory,
      boolean isProven,
      Optional<Long> agent) {
    boolean isCode = !chosen.equals("none");
    return new CodecFigures(
        name, tier, bytes, chosen, isCode, 1_234_000, 415_000, memory, isProven, agent);
  }

  private static PeerFigures known(String name, long bytes, boolean isSmall) {
    return new PeerFigures(name, bytes, isSmall, Optional.empty(), Optional.empty());
  }
}
