package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Releases, newest first. */
public record ReleaseList(List<ReleaseView> items) {
  private static final Field<ReleaseList, List<ReleaseView>> ITEMS =
      Field.required(1, "items", Types.list(ReleaseView.TABLE, Limits.LIST), ReleaseList::items);

  /** The field table. */
  public static final Table<ReleaseList> TABLE =
      new Table<>("release-list", List.of(ITEMS), row -> new ReleaseList(row.get(ITEMS)));

  public static final Codec<ReleaseList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
