package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Jobs for deltas: those for which the most devices wait first.
 *
 * @param next cursor of the next page
 */
public record DeltaJobList(List<DeltaJobView> items, Optional<String> next) {
  private static final Field<DeltaJobList, List<DeltaJobView>> ITEMS =
      Field.required(1, "items", Types.list(DeltaJobView.TABLE, Limits.LIST), DeltaJobList::items);
  private static final Field<DeltaJobList, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), DeltaJobList::next);

  /** The field table. */
  public static final Table<DeltaJobList> TABLE =
      new Table<>(
          "delta-job-list",
          List.of(ITEMS, NEXT),
          row -> new DeltaJobList(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<DeltaJobList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
