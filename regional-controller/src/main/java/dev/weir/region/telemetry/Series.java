package dev.weir.region.telemetry;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;

/**
 * One series of a device, as it was last heard of.
 *
 * @param last the reading with the newest time
 */
public record Series(String name, String unit, double last, Instant lastAt) {
  private static final Field<Series, String> NAME =
      Field.required(1, "name", Types.text(Limits.SERIES), Series::name);
  private static final Field<Series, String> UNIT =
      Field.optional(2, "unit", Types.text(Limits.UNIT), Series::unit, "");
  private static final Field<Series, Double> LAST =
      Field.required(3, "last", Types.REAL, Series::last);
  private static final Field<Series, Instant> LAST_AT =
      Field.required(4, "lastAt", Types.INSTANT, Series::lastAt);

  /** The field table, for the store. */
  public static final Table<Series> TABLE =
      new Table<>(
          "series",
          List.of(NAME, UNIT, LAST, LAST_AT),
          row -> new Series(row.get(NAME), row.get(UNIT), row.get(LAST), row.get(LAST_AT)));

  /** After one more reading, of any time. */
  Series after(String newUnit, double value, Instant at) {
    return at.isBefore(lastAt) ? this : new Series(name, newUnit, value, at);
  }
}
