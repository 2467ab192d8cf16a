package dev.weir.builder.bench;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** All figures of a benchmark and their summary, one row for each codec. */
public record BenchReport(List<PairFigures> pairs, List<CodecSummary> summary) {
  private static final Field<BenchReport, List<PairFigures>> PAIRS =
      Field.required(1, "pairs", Types.list(PairFigures.TABLE, Limits.LIST), BenchReport::pairs);
  private static final Field<BenchReport, List<CodecSummary>> SUMMARY =
      Field.required(
          2, "summary", Types.list(CodecSummary.TABLE, Limits.LIST), BenchReport::summary);

  /** As one JSON object; docs/performance.md describes it. */
  public static final Codec<BenchReport> CODEC =
      Codec.of(
          new Table<>(
              "bench-report",
              List.of(PAIRS, SUMMARY),
              row -> new BenchReport(row.get(PAIRS), row.get(SUMMARY))),
          Limits.REGION_MESSAGE);

  /** Copies the lists. */
  public BenchReport {
    pairs = List.copyOf(pairs);
    summary = List.copyOf(summary);
  }

  /** Sums up the pairs: codecs in the order of the first pair. */
  public static BenchReport of(List<PairFigures> pairs) {
    List<CodecSummary> summary =
        pairs.stream()
            .limit(1)
            .flatMap(pair -> pair.codecs().stream())
            .map(figures -> CodecSummary.of(figures.codec(), figures.tier(), pairs))
            .toList();
    return new BenchReport(pairs, summary);
  }

  /** Whether every decoder did with the memory that it declares. */
  public boolean isMemoryProven() {
    return pairs.stream()
        .flatMap(pair -> pair.codecs().stream())
        .allMatch(CodecFigures::isMemoryProven);
  }
}
