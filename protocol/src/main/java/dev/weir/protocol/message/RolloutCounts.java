package dev.weir.protocol.message;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A region's whole count vector for one rollout.
 *
 * @param waves the opened waves, in order
 * @param halted the region halted it, on its own evidence or because somebody there said so
 */
public record RolloutCounts(RolloutId rollout, List<WaveCounts> waves, boolean halted) {
  private static final Field<RolloutCounts, RolloutId> ROLLOUT =
      Field.required(1, "rollout", IdTypes.ROLLOUT, RolloutCounts::rollout);
  private static final Field<RolloutCounts, List<WaveCounts>> WAVES =
      Field.required(2, "waves", Types.list(WaveCounts.TABLE, Limits.WAVES), RolloutCounts::waves);
  private static final Field<RolloutCounts, Boolean> HALTED =
      Field.optional(3, "halted", Types.FLAG, RolloutCounts::halted, false);

  /** The field table. */
  public static final Table<RolloutCounts> TABLE =
      new Table<>(
          "rollout-counts",
          List.of(ROLLOUT, WAVES, HALTED),
          row -> new RolloutCounts(row.get(ROLLOUT), row.get(WAVES), row.get(HALTED)));
}
