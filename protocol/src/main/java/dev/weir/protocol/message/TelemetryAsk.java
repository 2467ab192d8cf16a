package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which readings of a device are meant.
 *
 * @param series its name; absent: every series
 * @param points of each series, 1 to 500: as many spans of equal length
 */
public record TelemetryAsk(Optional<String> series, Instant since, Instant until, int points) {
  private static final Field<TelemetryAsk, Optional<String>> SERIES =
      Field.maybe(1, "series", Types.text(Limits.TEXT), TelemetryAsk::series);
  private static final Field<TelemetryAsk, Instant> SINCE =
      Field.required(2, "since", Types.INSTANT, TelemetryAsk::since);
  private static final Field<TelemetryAsk, Instant> UNTIL =
      Field.required(3, "until", Types.INSTANT, TelemetryAsk::until);
  private static final Field<TelemetryAsk, Integer> POINTS =
      Field.optional(4, "points", Types.SMALL, TelemetryAsk::points, 120);

  /** The field table. */
  public static final Table<TelemetryAsk> TABLE =
      new Table<>(
          "telemetry-ask",
          List.of(SERIES, SINCE, UNTIL, POINTS),
          row ->
              new TelemetryAsk(row.get(SERIES), row.get(SINCE), row.get(UNTIL), row.get(POINTS)));

  public TelemetryAsk {
    if (points < 1 || points > Limits.POINTS) {
      throw new IllegalArgumentException("points is 1 to " + Limits.POINTS + "; found " + points);
    }
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException("since must be before until");
    }
  }
}
