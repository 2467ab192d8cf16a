package dev.weir.protocol.api;

import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rollout as it stands.
 *
 * @param reason why it is paused, halted or aborted
 * @param mayStillInstall devices that hold a desired state whose start is not over
 * @param preparing until when it waits for deltas; absent: it does not wait
 * @param prepared how its wait for deltas ended; empty: it did not wait, or still does
 * @param deltas jobs for deltas that many of its targets could take
 */
public record RolloutView(
    RolloutSpec spec,
    RolloutState state,
    String reason,
    List<WaveView> waves,
    List<RegionCountsView> regions,
    Instant startedAt,
    Optional<Instant> endedAt,
    int mayStillInstall,
    long revision,
    Optional<Instant> preparing,
    String prepared,
    List<DeltaJobView> deltas) {
  private static final Field<RolloutView, RolloutSpec> SPEC =
      Field.required(1, "spec", RolloutSpec.TABLE, RolloutView::spec);
  private static final Field<RolloutView, RolloutState> STATE =
      Field.required(2, "state", Types.choice(RolloutState.class), RolloutView::state);
  private static final Field<RolloutView, String> REASON =
      Field.optional(3, "reason", Types.text(Limits.TEXT), RolloutView::reason, "");
  private static final Field<RolloutView, List<WaveView>> WAVES =
      Field.required(4, "waves", Types.list(WaveView.TABLE, Limits.WAVES), RolloutView::waves);
  private static final Field<RolloutView, List<RegionCountsView>> REGIONS =
      Field.optional(
          5,
          "regions",
          Types.list(RegionCountsView.TABLE, Limits.LIST),
          RolloutView::regions,
          List.of());
  private static final Field<RolloutView, Instant> STARTED_AT =
      Field.required(6, "startedAt", Types.INSTANT, RolloutView::startedAt);
  private static final Field<RolloutView, Optional<Instant>> ENDED_AT =
      Field.maybe(7, "endedAt", Types.INSTANT, RolloutView::endedAt);
  private static final Field<RolloutView, Integer> MAY_STILL_INSTALL =
      Field.optional(8, "mayStillInstall", Types.SMALL, RolloutView::mayStillInstall, 0);
  private static final Field<RolloutView, Long> REVISION =
      Field.required(9, "revision", Types.COUNT, RolloutView::revision);
  private static final Field<RolloutView, Optional<Instant>> PREPARING =
      Field.maybe(10, "preparing", Types.INSTANT, RolloutView::preparing);
  private static final Field<RolloutView, String> PREPARED =
      Field.optional(11, "prepared", Types.text(Limits.TEXT), RolloutView::prepared, "");
  private static final Field<RolloutView, List<DeltaJobView>> DELTAS =
      Field.optional(
          12,
          "deltas",
          Types.list(DeltaJobView.TABLE, Limits.DELTAS),
          RolloutView::deltas,
          List.of());

  /** The field table. */
  public static final Table<RolloutView> TABLE =
      new Table<>(
          "rollout-view",
          List.of(
              SPEC,
              STATE,
              REASON,
              WAVES,
              REGIONS,
              STARTED_AT,
              ENDED_AT,
              MAY_STILL_INSTALL,
              REVISION,
              PREPARING,
              PREPARED,
              DELTAS),
          row ->
              new RolloutView(
                  row.get(SPEC),
                  row.get(STATE),
                  row.get(REASON),
                  row.get(WAVES),
                  row.get(REGIONS),
                  row.get(STARTED_AT),
                  row.get(ENDED_AT),
                  row.get(MAY_STILL_INSTALL),
                  row.get(REVISION),
                  row.get(PREPARING),
                  row.get(PREPARED),
                  row.get(DELTAS)));

  public static final Codec<RolloutView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** Stands for what people and gates change of it; counts may move under the same tag. */
  public String tag() {
    return Long.toString(revision);
  }
}
