package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Rollouts, newest first.
 *
 * @param next cursor of the next page
 */
public record RolloutList(List<RolloutView> items, Optional<String> next) {
  private static final Field<RolloutList, List<RolloutView>> ITEMS =
      Field.required(1, "items", Types.list(RolloutView.TABLE, Limits.LIST), RolloutList::items);

  private static final Field<RolloutList, Optional<String>> NEXT =
      Field.maybe(2, "next", Types.text(Limits.TEXT), RolloutList::next);

  /** The field table. */
  public static final Table<RolloutList> TABLE =
      new Table<>(
          "rollout-list",
          List.of(ITEMS, NEXT),
          row -> new RolloutList(row.get(ITEMS), row.get(NEXT)));

  public static final Codec<RolloutList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  /** A list of one page. */
  public RolloutList(List<RolloutView> items) {
    this(items, Optional.empty());
  }
}
