package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** Rollouts, newest first. */
public record RolloutList(List<RolloutView> items) {
  private static final Field<RolloutList, List<RolloutView>> ITEMS =
      Field.required(1, "items", Types.list(RolloutView.TABLE, Limits.LIST), RolloutList::items);

  /** The field table. */
  public static final Table<RolloutList> TABLE =
      new Table<>("rollout-list", List.of(ITEMS), row -> new RolloutList(row.get(ITEMS)));

  public static final Codec<RolloutList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
