package dev.weir.protocol.api;

import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A rollout as one region carries it out.
 *
 * @param state by global's newest directive
 * @param counts of this region's targets
 * @param halted why this region halted it; empty: it did not
 * @param preparing why its payloads can't be served yet; empty: they can
 * @param permits that devices hold now
 * @param maxConcurrent that they may hold at once
 * @param openRanks of the opened waves, rising
 * @param abort the failures at which the region halts it by itself
 * @param fallbacks devices that were given the full image because they could not apply their delta
 * @param fallbackUsed bytes of those images
 * @param fallbackBytes that it may give at most in this region
 */
public record LocalRolloutView(
    RolloutId rollout,
    ReleaseId release,
    RolloutState state,
    Model model,
    String selector,
    RolloutCounts counts,
    String halted,
    String preparing,
    int permits,
    int maxConcurrent,
    List<Rank> openRanks,
    List<AbortThreshold> abort,
    int fallbacks,
    long fallbackUsed,
    long fallbackBytes) {
  private static final Field<LocalRolloutView, RolloutId> ROLLOUT =
      Field.required(1, "rollout", IdTypes.ROLLOUT, LocalRolloutView::rollout);
  private static final Field<LocalRolloutView, ReleaseId> RELEASE =
      Field.required(2, "release", IdTypes.RELEASE, LocalRolloutView::release);
  private static final Field<LocalRolloutView, RolloutState> STATE =
      Field.required(3, "state", Types.choice(RolloutState.class), LocalRolloutView::state);
  private static final Field<LocalRolloutView, Model> MODEL =
      Field.required(4, "model", IdTypes.MODEL, LocalRolloutView::model);
  private static final Field<LocalRolloutView, String> SELECTOR =
      Field.optional(5, "selector", Types.text(Limits.SELECTOR), LocalRolloutView::selector, "");
  private static final Field<LocalRolloutView, RolloutCounts> COUNTS =
      Field.required(6, "counts", RolloutCounts.TABLE, LocalRolloutView::counts);
  private static final Field<LocalRolloutView, String> HALTED =
      Field.optional(7, "halted", Types.text(Limits.TEXT), LocalRolloutView::halted, "");
  private static final Field<LocalRolloutView, String> PREPARING =
      Field.optional(8, "preparing", Types.text(Limits.TEXT), LocalRolloutView::preparing, "");
  private static final Field<LocalRolloutView, Integer> PERMITS =
      Field.optional(9, "permits", Types.SMALL, LocalRolloutView::permits, 0);
  private static final Field<LocalRolloutView, Integer> MAX_CONCURRENT =
      Field.required(10, "maxConcurrent", Types.SMALL, LocalRolloutView::maxConcurrent);
  private static final Field<LocalRolloutView, List<Rank>> OPEN_RANKS =
      Field.optional(
          11,
          "openRanks",
          Types.list(Types.RANK, Limits.WAVES),
          LocalRolloutView::openRanks,
          List.of());
  private static final Field<LocalRolloutView, List<AbortThreshold>> ABORT =
      Field.optional(
          12,
          "abort",
          Types.list(AbortThreshold.TABLE, Limits.LABELS),
          LocalRolloutView::abort,
          List.of());
  private static final Field<LocalRolloutView, Integer> FALLBACKS =
      Field.optional(13, "fallbacks", Types.SMALL, LocalRolloutView::fallbacks, 0);
  private static final Field<LocalRolloutView, Long> FALLBACK_USED =
      Field.optional(14, "fallbackUsed", Types.COUNT, LocalRolloutView::fallbackUsed, 0L);
  private static final Field<LocalRolloutView, Long> FALLBACK_BYTES =
      Field.optional(15, "fallbackBytes", Types.COUNT, LocalRolloutView::fallbackBytes, 0L);

  /** The field table. */
  public static final Table<LocalRolloutView> TABLE =
      new Table<>(
          "local-rollout-view",
          List.of(
              ROLLOUT,
              RELEASE,
              STATE,
              MODEL,
              SELECTOR,
              COUNTS,
              HALTED,
              PREPARING,
              PERMITS,
              MAX_CONCURRENT,
              OPEN_RANKS,
              ABORT,
              FALLBACKS,
              FALLBACK_USED,
              FALLBACK_BYTES),
          row ->
              new LocalRolloutView(
                  row.get(ROLLOUT),
                  row.get(RELEASE),
                  row.get(STATE),
                  row.get(MODEL),
                  row.get(SELECTOR),
                  row.get(COUNTS),
                  row.get(HALTED),
                  row.get(PREPARING),
                  row.get(PERMITS),
                  row.get(MAX_CONCURRENT),
                  row.get(OPEN_RANKS),
                  row.get(ABORT),
                  row.get(FALLBACKS),
                  row.get(FALLBACK_USED),
                  row.get(FALLBACK_BYTES)));
}
