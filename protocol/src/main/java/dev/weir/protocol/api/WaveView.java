package dev.weir.protocol.api;

import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a wave of a rollout stands.
 *
 * @param openRank absent until it is open
 * @param counts over all regions; of this wave alone
 * @param gate its evidence, for people
 */
public record WaveView(
    String name,
    Optional<Rank> openRank,
    Optional<Instant> openedAt,
    Optional<Instant> passedAt,
    WaveCounts counts,
    String gate,
    WaveSpec spec) {
  private static final Field<WaveView, String> NAME =
      Field.required(1, "name", Types.text(Limits.TEXT), WaveView::name);
  private static final Field<WaveView, Optional<Rank>> OPEN_RANK =
      Field.maybe(2, "openRank", Types.RANK, WaveView::openRank);
  private static final Field<WaveView, Optional<Instant>> OPENED_AT =
      Field.maybe(3, "openedAt", Types.INSTANT, WaveView::openedAt);
  private static final Field<WaveView, Optional<Instant>> PASSED_AT =
      Field.maybe(4, "passedAt", Types.INSTANT, WaveView::passedAt);
  private static final Field<WaveView, WaveCounts> COUNTS =
      Field.required(5, "counts", WaveCounts.TABLE, WaveView::counts);
  private static final Field<WaveView, String> GATE =
      Field.required(6, "gate", Types.text(Limits.TEXT), WaveView::gate);
  private static final Field<WaveView, WaveSpec> SPEC =
      Field.required(7, "spec", WaveSpec.TABLE, WaveView::spec);

  /** The field table. */
  public static final Table<WaveView> TABLE =
      new Table<>(
          "wave-view",
          List.of(NAME, OPEN_RANK, OPENED_AT, PASSED_AT, COUNTS, GATE, SPEC),
          row ->
              new WaveView(
                  row.get(NAME),
                  row.get(OPEN_RANK),
                  row.get(OPENED_AT),
                  row.get(PASSED_AT),
                  row.get(COUNTS),
                  row.get(GATE),
                  row.get(SPEC)));
}
