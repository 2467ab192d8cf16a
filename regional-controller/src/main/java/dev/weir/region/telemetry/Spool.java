package dev.weir.region.telemetry;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import dev.weir.region.device.StreamCursor;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a device's spool: a row of the store. Source: docs/protocol.md, 4.11 to 4.14.
 *
 * @param cursor how far it is taken
 * @param dropped readings that it said it dropped since it was made
 * @param heard when readings came last
 * @param series at most {@link Limits#SERIES_LIST}; stored readings name them by their place here
 */
public record Spool(StreamCursor cursor, long dropped, Instant heard, List<Series> series) {
  /** Of a device that never sent readings. */
  public static final Spool UNKNOWN = new Spool(StreamCursor.UNKNOWN, 0, Instant.EPOCH, List.of());

  private static final Field<Spool, StreamCursor> CURSOR =
      Field.required(1, "cursor", StreamCursor.TABLE, Spool::cursor);
  private static final Field<Spool, Long> DROPPED =
      Field.optional(2, "dropped", Types.COUNT, Spool::dropped, 0L);
  private static final Field<Spool, Instant> HEARD =
      Field.required(3, "heard", Types.INSTANT, Spool::heard);
  private static final Field<Spool, List<Series>> SERIES =
      Field.optional(
          4, "series", Types.list(Series.TABLE, Limits.SERIES_LIST), Spool::series, List.of());

  /** The field table, for the store. */
  public static final Table<Spool> TABLE =
      new Table<>(
          "spool",
          List.of(CURSOR, DROPPED, HEARD, SERIES),
          row -> new Spool(row.get(CURSOR), row.get(DROPPED), row.get(HEARD), row.get(SERIES)));

  public static final Codec<Spool> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);

  public Spool {
    series = List.copyOf(series);
  }
}
