package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Whether a device may be updated now; if not, the rule that blocks it and when that changes.
 *
 * @param rule such as permitted, aboveOpenRank, noPermitFree, offline, paused, notTarget
 * @param detail for people
 * @param nextChange when, or what has to happen
 */
public record Explanation(
    DeviceId device,
    RolloutId rollout,
    String rule,
    String detail,
    String nextChange,
    Optional<Rank> rank,
    Optional<UpdatePhase> phase) {
  private static final Field<Explanation, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, Explanation::device);
  private static final Field<Explanation, RolloutId> ROLLOUT =
      Field.required(2, "rollout", IdTypes.ROLLOUT, Explanation::rollout);
  private static final Field<Explanation, String> RULE =
      Field.required(3, "rule", Types.text(Limits.TEXT), Explanation::rule);
  private static final Field<Explanation, String> DETAIL =
      Field.required(4, "detail", Types.text(Limits.TEXT), Explanation::detail);
  private static final Field<Explanation, String> NEXT_CHANGE =
      Field.optional(5, "nextChange", Types.text(Limits.TEXT), Explanation::nextChange, "");
  private static final Field<Explanation, Optional<Rank>> RANK =
      Field.maybe(6, "rank", Types.RANK, Explanation::rank);
  private static final Field<Explanation, Optional<UpdatePhase>> PHASE =
      Field.maybe(7, "phase", Types.choice(UpdatePhase.class), Explanation::phase);

  /** The field table. */
  public static final Table<Explanation> TABLE =
      new Table<>(
          "explanation",
          List.of(DEVICE, ROLLOUT, RULE, DETAIL, NEXT_CHANGE, RANK, PHASE),
          row ->
              new Explanation(
                  row.get(DEVICE),
                  row.get(ROLLOUT),
                  row.get(RULE),
                  row.get(DETAIL),
                  row.get(NEXT_CHANGE),
                  row.get(RANK),
                  row.get(PHASE)));

  public static final Codec<Explanation> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
