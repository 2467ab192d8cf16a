package dev.weir.protocol.api;

import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
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
 * @param halted why the region halted it on its own evidence; empty: it did not
 * @param preparing why its payloads can't be served yet; empty: they can
 * @param permits that devices hold now
 * @param maxConcurrent that they may hold at once
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
    int maxConcurrent) {
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
              MAX_CONCURRENT),
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
                  row.get(MAX_CONCURRENT)));
}
