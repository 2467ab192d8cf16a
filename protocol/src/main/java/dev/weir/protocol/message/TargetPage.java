package dev.weir.protocol.message;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Targets of a rollout, by device; from one region or, put together by global, from all.
 *
 * @param next cursor of the next page
 * @param missing regions that did not answer in time
 */
public record TargetPage(List<Target> items, Optional<String> next, List<RegionId> missing) {
  private static final Field<TargetPage, List<Target>> ITEMS =
      Field.required(1, "items", Types.list(Target.TABLE, Limits.LIST), TargetPage::items);
  private static final Field<TargetPage, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), TargetPage::next);
  private static final Field<TargetPage, List<RegionId>> MISSING =
      Field.optional(
          3, "missing", Types.list(IdTypes.REGION, Limits.LIST), TargetPage::missing, List.of());

  /** The field table. */
  public static final Table<TargetPage> TABLE =
      new Table<>(
          "target-page",
          List.of(ITEMS, NEXT, MISSING),
          row -> new TargetPage(row.get(ITEMS), row.get(NEXT), row.get(MISSING)));

  public static final Codec<TargetPage> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
