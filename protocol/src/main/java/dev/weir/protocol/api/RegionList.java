package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Regions, by id. */
public record RegionList(List<RegionView> items) {
  private static final Field<RegionList, List<RegionView>> ITEMS =
      Field.required(1, "items", Types.list(RegionView.TABLE, Limits.LIST), RegionList::items);

  /** The field table. */
  public static final Table<RegionList> TABLE =
      new Table<>("region-list", List.of(ITEMS), row -> new RegionList(row.get(ITEMS)));

  public static final Codec<RegionList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
