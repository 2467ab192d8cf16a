package dev.weir.protocol.api;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * What a change of the rules would move.
 *
 * @param moves by region
 * @param unserved devices that no region may serve
 * @param lookedAt devices in all
 */
public record ResidencyPlan(List<ResidencyMove> moves, int unserved, int lookedAt) {
  private static final Field<ResidencyPlan, List<ResidencyMove>> MOVES =
      Field.required(
          1, "moves", Types.list(ResidencyMove.TABLE, Limits.LIST), ResidencyPlan::moves);
  private static final Field<ResidencyPlan, Integer> UNSERVED =
      Field.optional(2, "unserved", Types.SMALL, ResidencyPlan::unserved, 0);
  private static final Field<ResidencyPlan, Integer> LOOKED_AT =
      Field.optional(3, "lookedAt", Types.SMALL, ResidencyPlan::lookedAt, 0);

  /** The field table. */
  public static final Table<ResidencyPlan> TABLE =
      new Table<>(
          "residency-plan",
          List.of(MOVES, UNSERVED, LOOKED_AT),
          row -> new ResidencyPlan(row.get(MOVES), row.get(UNSERVED), row.get(LOOKED_AT)));

  public static final Codec<ResidencyPlan> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
