package dev.weir.builder.bench;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One codec over all pairs that have a peer to hold it against. A ratio is its payload's size by
 * the best peer's: below 1 is smaller.
 *
 * @param codePairs how many of the pairs are machine code
 * @param codeRatio geometric mean over those; absent where there are none
 * @param pairs how many there are
 * @param ratio geometric mean over all; absent where there are none
 * @param worstPair the pair with the largest ratio
 * @param worstRatio its ratio
 * @param larger how many payloads are larger than the best peer's patch by more than half a percent
 *     and 256 bytes
 */
public record CodecSummary(
    String codec,
    Tier tier,
    int codePairs,
    Optional<Double> codeRatio,
    int pairs,
    Optional<Double> ratio,
    Optional<String> worstPair,
    Optional<Double> worstRatio,
    int larger) {
  private static final double ALLOWED_SHARE = 0.005;
  private static final long ALLOWED_BYTES = 256;

  private static final Field<CodecSummary, String> CODEC =
      Field.required(1, "codec", Types.text(Limits.TEXT), CodecSummary::codec);
  private static final Field<CodecSummary, Tier> TIER =
      Field.required(2, "tier", Tier.TYPE, CodecSummary::tier);
  private static final Field<CodecSummary, Integer> CODE_PAIRS =
      Field.required(3, "machineCodePairs", Types.SMALL, CodecSummary::codePairs);
  private static final Field<CodecSummary, Optional<Double>> CODE_RATIO =
      Field.maybe(4, "machineCodeRatio", Types.REAL, CodecSummary::codeRatio);
  private static final Field<CodecSummary, Integer> PAIRS =
      Field.required(5, "pairs", Types.SMALL, CodecSummary::pairs);
  private static final Field<CodecSummary, Optional<Double>> RATIO =
      Field.maybe(6, "ratio", Types.REAL, CodecSummary::ratio);
  private static final Field<CodecSummary, Optional<String>> WORST_PAIR =
      Field.maybe(7, "worstPair", Types.text(Limits.TEXT), CodecSummary::worstPair);
  private static final Field<CodecSummary, Optional<Double>> WORST_RATIO =
      Field.maybe(8, "worstRatio", Types.REAL, CodecSummary::worstRatio);
  private static final Field<CodecSummary, Integer> LARGER =
      Field.required(9, "larger", Types.SMALL, CodecSummary::larger);

  static final Table<CodecSummary> TABLE =
      new Table<>(
          "codec-summary",
          List.of(
              CODEC, TIER, CODE_PAIRS, CODE_RATIO, PAIRS, RATIO, WORST_PAIR, WORST_RATIO, LARGER),
          row ->
              new CodecSummary(
                  row.get(CODEC),
                  row.get(TIER),
                  row.get(CODE_PAIRS),
                  row.get(CODE_RATIO),
                  row.get(PAIRS),
                  row.get(RATIO),
                  row.get(WORST_PAIR),
                  row.get(WORST_RATIO),
                  row.get(LARGER)));

  /** One payload beside the best peer's patch. */
  private record Duel(String pair, boolean isCode, long ours, long theirs) {
    double ratio() {
      return (double) ours / theirs;
    }

    boolean isLarger() {
      return ours > theirs * (1 + ALLOWED_SHARE) + ALLOWED_BYTES;
    }
  }

  /** Sums up one codec over the pairs. */
  static CodecSummary of(String codec, Tier tier, List<PairFigures> pairs) {
    List<Duel> duels = pairs.stream().flatMap(pair -> duel(codec, pair).stream()).toList();
    List<Duel> code = duels.stream().filter(Duel::isCode).toList();
    Optional<Duel> worst = duels.stream().max((a, b) -> Double.compare(a.ratio(), b.ratio()));
    return new CodecSummary(
        codec,
        tier,
        code.size(),
        mean(code),
        duels.size(),
        mean(duels),
        worst.map(Duel::pair),
        worst.map(Duel::ratio),
        (int) duels.stream().filter(Duel::isLarger).count());
  }

  private static Optional<Duel> duel(String codec, PairFigures pair) {
    return pair.codecs().stream()
        .filter(figures -> figures.codec().equals(codec) && figures.bytes() > 0)
        .findFirst()
        .flatMap(
            ours ->
                pair.bestPeer(ours.tier())
                    .filter(peer -> peer.bytes() > 0)
                    .map(
                        peer ->
                            new Duel(
                                pair.name(), pair.isMachineCode(), ours.bytes(), peer.bytes())));
  }

  private static Optional<Double> mean(List<Duel> duels) {
    OptionalDouble logarithm =
        duels.stream().mapToDouble(duel -> StrictMath.log(duel.ratio())).average();
    return logarithm.isPresent()
        ? Optional.of(StrictMath.exp(logarithm.getAsDouble()))
        : Optional.empty();
  }
}
