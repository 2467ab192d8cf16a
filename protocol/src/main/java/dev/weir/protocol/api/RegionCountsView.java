package dev.weir.protocol.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import java.util.List;

/** A region's part of a rollout. */
public record RegionCountsView(RegionId region, RolloutCounts counts) {
  private static final Field<RegionCountsView, RegionId> REGION =
      Field.required(1, "region", IdTypes.REGION, RegionCountsView::region);
  private static final Field<RegionCountsView, RolloutCounts> COUNTS =
      Field.required(2, "counts", RolloutCounts.TABLE, RegionCountsView::counts);

  /** The field table. */
  public static final Table<RegionCountsView> TABLE =
      new Table<>(
          "region-counts-view",
          List.of(REGION, COUNTS),
          row -> new RegionCountsView(row.get(REGION), row.get(COUNTS)));
}
