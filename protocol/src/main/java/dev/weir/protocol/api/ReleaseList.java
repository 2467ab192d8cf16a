package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Releases, newest first.
 *
 * @param next cursor of the next page
 */
public record ReleaseList(List<ReleaseView> items, Optional<String> next) {
  private static final Field<ReleaseList, List<ReleaseView>> ITEMS =
      Field.required(1, "items", Types.list(ReleaseView.TABLE, Limits.LIST), ReleaseList::items);

  private static final Field<ReleaseList, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), ReleaseList::next);

  /** The field table. */
  public static final Table<ReleaseList> TABLE =
      new Table<>(
          "release-list",
          List.of(ITEMS, NEXT),
          row -> new ReleaseList(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<ReleaseList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** A list of one page. */
  public ReleaseList(List<ReleaseView> items) {
    this(items, Optional.empty());
  }
}
