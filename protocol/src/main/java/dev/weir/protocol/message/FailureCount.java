package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/** How many targets failed in one way. */
public record FailureCount(FailureClass failure, int count) {
  private static final Field<FailureCount, FailureClass> FAILURE =
      Field.required(1, "failure", Types.choice(FailureClass.class), FailureCount::failure);
  private static final Field<FailureCount, Integer> COUNT =
      Field.required(2, "count", Types.SMALL, FailureCount::count);

  /** The field table. */
  public static final Table<FailureCount> TABLE =
      new Table<>(
          "failure-count",
          List.of(FAILURE, COUNT),
          row -> new FailureCount(row.get(FAILURE), row.get(COUNT)));
}
