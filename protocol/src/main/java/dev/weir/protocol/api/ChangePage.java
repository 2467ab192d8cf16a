package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What happened in the fleet, newest first.
 *
 * @param next cursor of the next page
 */
public record ChangePage(List<Change> items, Optional<String> next) {
  private static final Field<ChangePage, List<Change>> ITEMS =
      Field.required(1, "items", Types.list(Change.TABLE, Limits.LIST), ChangePage::items);
  private static final Field<ChangePage, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), ChangePage::next);

  /** The field table. */
  public static final Table<ChangePage> TABLE =
      new Table<>(
          "change-page",
          List.of(ITEMS, NEXT),
          row -> new ChangePage(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<ChangePage> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
