package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Regions, by id.
 *
 * @param next cursor of the next page
 */
public record RegionList(List<RegionView> items, Optional<String> next) {
  private static final Field<RegionList, List<RegionView>> ITEMS =
      Field.required(1, "items", Types.list(RegionView.TABLE, Limits.LIST), RegionList::items);

  private static final Field<RegionList, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), RegionList::next);

  /** The field table. */
  public static final Table<RegionList> TABLE =
      new Table<>(
          "region-list",
          List.of(ITEMS, NEXT),
          row -> new RegionList(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<RegionList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** A list of one page. */
  public RegionList(List<RegionView> items) {
    this(items, Optional.empty());
  }
}
