package dev.weir.protocol.api;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;

/**
 * What a rollout will do.
 *
 * @param already run the release by now
 * @param incompatible matched, and of a hardware or base that the release refuses
 * @param overlaps running, paused or halted rollouts with targets in common
 * @param lease how long a region that is cut off may go on
 * @param fullBytes to devices, if each of them took the full image
 * @param deltas that many targets could take and that are not there yet
 */
public record PlanView(
    RolloutSpec spec,
    List<PlanRow> rows,
    List<PlanGate> gates,
    int targets,
    int already,
    int incompatible,
    List<RolloutId> overlaps,
    Duration lease,
    long fullBytes,
    List<DeltaJobView> deltas) {
  private static final Field<PlanView, RolloutSpec> SPEC =
      Field.required(1, "spec", RolloutSpec.TABLE, PlanView::spec);
  private static final Field<PlanView, List<PlanRow>> ROWS =
      Field.optional(2, "rows", Types.list(PlanRow.TABLE, Limits.LIST), PlanView::rows, List.of());
  private static final Field<PlanView, List<PlanGate>> GATES =
      Field.optional(
          3, "gates", Types.list(PlanGate.TABLE, Limits.WAVES), PlanView::gates, List.of());
  private static final Field<PlanView, Integer> TARGETS =
      Field.required(4, "targets", Types.SMALL, PlanView::targets);
  private static final Field<PlanView, Integer> ALREADY =
      Field.optional(5, "already", Types.SMALL, PlanView::already, 0);
  private static final Field<PlanView, Integer> INCOMPATIBLE =
      Field.optional(6, "incompatible", Types.SMALL, PlanView::incompatible, 0);
  private static final Field<PlanView, List<RolloutId>> OVERLAPS =
      Field.optional(
          7, "overlaps", Types.list(IdTypes.ROLLOUT, Limits.LIST), PlanView::overlaps, List.of());
  private static final Field<PlanView, Duration> LEASE =
      Field.required(8, "lease", Types.DURATION, PlanView::lease);
  private static final Field<PlanView, Long> FULL_BYTES =
      Field.optional(9, "fullBytes", Types.COUNT, PlanView::fullBytes, 0L);
  private static final Field<PlanView, List<DeltaJobView>> DELTAS =
      Field.optional(
          10, "deltas", Types.list(DeltaJobView.TABLE, Limits.DELTAS), PlanView::deltas, List.of());

  /** The field table. */
  public static final Table<PlanView> TABLE =
      new Table<>(
          "plan-view",
          List.of(
              SPEC,
              ROWS,
              GATES,
              TARGETS,
              ALREADY,
              INCOMPATIBLE,
              OVERLAPS,
              LEASE,
              FULL_BYTES,
              DELTAS),
          row ->
              new PlanView(
                  row.get(SPEC),
                  row.get(ROWS),
                  row.get(GATES),
                  row.get(TARGETS),
                  row.get(ALREADY),
                  row.get(INCOMPATIBLE),
                  row.get(OVERLAPS),
                  row.get(LEASE),
                  row.get(FULL_BYTES),
                  row.get(DELTAS)));

  public static final Codec<PlanView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** Whether it may be started. */
  public boolean isStartable() {
    return targets > 0 && overlaps.isEmpty() && gates.stream().allMatch(PlanGate::meetable);
  }
}
