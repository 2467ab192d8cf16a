package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * When failures stop a rollout.
 *
 * @param failure counted class; absent: all of them together
 * @param millionths share of the targets that ended, from which on it halts; 0: the first one
 * @param leastSample ended targets before it counts, at least 1
 */
public record AbortThreshold(Optional<FailureClass> failure, int millionths, int leastSample) {
  private static final Field<AbortThreshold, Optional<FailureClass>> FAILURE =
      Field.maybe(1, "failure", Types.choice(FailureClass.class), AbortThreshold::failure);
  private static final Field<AbortThreshold, Integer> MILLIONTHS =
      Field.required(2, "millionths", Types.SMALL, AbortThreshold::millionths);
  private static final Field<AbortThreshold, Integer> LEAST_SAMPLE =
      Field.required(3, "leastSample", Types.SMALL, AbortThreshold::leastSample);

  /** The field table. */
  public static final Table<AbortThreshold> TABLE =
      new Table<>(
          "abort-threshold",
          List.of(FAILURE, MILLIONTHS, LEAST_SAMPLE),
          row -> new AbortThreshold(row.get(FAILURE), row.get(MILLIONTHS), row.get(LEAST_SAMPLE)));
}
