package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * One series of a device.
 *
 * @param name such as {@code cpu.load}
 * @param unit of SenML (RFC 8428, section 12.1)
 * @param points by time; spans without readings are left out
 * @param last the newest reading of all
 */
public record SeriesView(
    String name, String unit, List<Point> points, double last, Instant lastAt) {
  private static final Field<SeriesView, String> NAME =
      Field.required(1, "name", Types.text(Limits.SERIES), SeriesView::name);
  private static final Field<SeriesView, String> UNIT =
      Field.optional(2, "unit", Types.text(Limits.UNIT), SeriesView::unit, "");
  private static final Field<SeriesView, List<Point>> POINTS =
      Field.required(3, "points", Types.list(Point.TABLE, Limits.POINTS), SeriesView::points);
  private static final Field<SeriesView, Double> LAST =
      Field.required(4, "last", Types.REAL, SeriesView::last);
  private static final Field<SeriesView, Instant> LAST_AT =
      Field.required(5, "lastAt", Types.INSTANT, SeriesView::lastAt);

  /** The field table. */
  public static final Table<SeriesView> TABLE =
      new Table<>(
          "series-view",
          List.of(NAME, UNIT, POINTS, LAST, LAST_AT),
          row ->
              new SeriesView(
                  row.get(NAME), row.get(UNIT), row.get(POINTS), row.get(LAST), row.get(LAST_AT)));
}
