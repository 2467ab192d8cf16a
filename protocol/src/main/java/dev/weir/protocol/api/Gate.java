package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;

/**
 * What must hold to leave a wave.
 *
 * @param success least share of ended targets that committed, in millionths
 * @param leastSample ended targets before the gate is judged
 * @param bake how long the evidence must have stood unbroken
 */
public record Gate(int success, int leastSample, Duration bake) {
  private static final Field<Gate, Integer> SUCCESS =
      Field.optional(1, "success", Types.SMALL, Gate::success, 1000000);
  private static final Field<Gate, Integer> LEAST_SAMPLE =
      Field.optional(2, "leastSample", Types.SMALL, Gate::leastSample, 1);
  private static final Field<Gate, Duration> BAKE =
      Field.optional(3, "bake", Types.DURATION, Gate::bake, Duration.ZERO);

  /** The field table. */
  public static final Table<Gate> TABLE =
      new Table<>(
          "gate",
          List.of(SUCCESS, LEAST_SAMPLE, BAKE),
          row -> new Gate(row.get(SUCCESS), row.get(LEAST_SAMPLE), row.get(BAKE)));

  public Gate {
    if (success < 0 || success > 1_000_000) {
      throw new IllegalArgumentException("success is 0 to 1000000 millionths; found " + success);
    }
  }
}
