package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** The rollouts that are in force in a region, the highest order first. */
public record LocalRolloutList(List<LocalRolloutView> items) {
  private static final Field<LocalRolloutList, List<LocalRolloutView>> ITEMS =
      Field.required(
          1, "items", Types.list(LocalRolloutView.TABLE, Limits.LIST), LocalRolloutList::items);

  /** The field table. */
  public static final Table<LocalRolloutList> TABLE =
      new Table<>(
          "local-rollout-list", List.of(ITEMS), row -> new LocalRolloutList(row.get(ITEMS)));

  public static final Codec<LocalRolloutList> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
