package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * Which targets of a rollout are meant.
 *
 * @param wave from 0; absent: every wave
 * @param state absent: every state
 * @param after the last device of the page before
 * @param limit 1 to 1000
 */
public record TargetsAsk(
    Optional<Integer> wave, Optional<TargetState> state, Optional<DeviceId> after, int limit) {
  private static final Field<TargetsAsk, Optional<Integer>> WAVE =
      Field.maybe(1, "wave", Types.SMALL, TargetsAsk::wave);
  private static final Field<TargetsAsk, Optional<TargetState>> STATE =
      Field.maybe(2, "state", Types.choice(TargetState.class), TargetsAsk::state);
  private static final Field<TargetsAsk, Optional<DeviceId>> AFTER =
      Field.maybe(3, "after", IdTypes.DEVICE, TargetsAsk::after);
  private static final Field<TargetsAsk, Integer> LIMIT =
      Field.optional(4, "limit", Types.SMALL, TargetsAsk::limit, 100);

  /** The field table. */
  public static final Table<TargetsAsk> TABLE =
      new Table<>(
          "targets-ask",
          List.of(WAVE, STATE, AFTER, LIMIT),
          row -> new TargetsAsk(row.get(WAVE), row.get(STATE), row.get(AFTER), row.get(LIMIT)));

  public TargetsAsk {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit is 1 to 1000; found " + limit);
    }
  }
}
