package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * What a series was in one span of time.
 *
 * @param at where the span begins
 * @param count readings in it, at least 1
 */
public record Point(Instant at, double min, double mean, double max, long count) {
  private static final Field<Point, Instant> AT = Field.required(1, "at", Types.INSTANT, Point::at);
  private static final Field<Point, Double> MIN = Field.required(2, "min", Types.REAL, Point::min);
  private static final Field<Point, Double> MEAN =
      Field.required(3, "mean", Types.REAL, Point::mean);
  private static final Field<Point, Double> MAX = Field.required(4, "max", Types.REAL, Point::max);
  private static final Field<Point, Long> COUNT =
      Field.required(5, "count", Types.COUNT, Point::count);

  /** The field table. */
  public static final Table<Point> TABLE =
      new Table<>(
          "point",
          List.of(AT, MIN, MEAN, MAX, COUNT),
          row -> new Point(row.get(AT), row.get(MIN), row.get(MEAN), row.get(MAX), row.get(COUNT)));
}
