package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A device's readings in a span of time.
 *
 * @param step length of a point's span
 * @param series by name
 * @param dropped readings that the device dropped because its spool was full, since its spool was
 *     made
 */
public record TelemetryView(
    DeviceId device,
    Instant since,
    Instant until,
    Duration step,
    List<SeriesView> series,
    long dropped) {
  private static final Field<TelemetryView, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, TelemetryView::device);
  private static final Field<TelemetryView, Instant> SINCE =
      Field.required(2, "since", Types.INSTANT, TelemetryView::since);
  private static final Field<TelemetryView, Instant> UNTIL =
      Field.required(3, "until", Types.INSTANT, TelemetryView::until);
  private static final Field<TelemetryView, Duration> STEP =
      Field.required(4, "step", Types.DURATION, TelemetryView::step);
  private static final Field<TelemetryView, List<SeriesView>> SERIES =
      Field.required(
          5, "series", Types.list(SeriesView.TABLE, Limits.SERIES_LIST), TelemetryView::series);
  private static final Field<TelemetryView, Long> DROPPED =
      Field.optional(6, "dropped", Types.COUNT, TelemetryView::dropped, 0L);

  /** The field table. */
  public static final Table<TelemetryView> TABLE =
      new Table<>(
          "telemetry-view",
          List.of(DEVICE, SINCE, UNTIL, STEP, SERIES, DROPPED),
          row ->
              new TelemetryView(
                  row.get(DEVICE),
                  row.get(SINCE),
                  row.get(UNTIL),
                  row.get(STEP),
                  row.get(SERIES),
                  row.get(DROPPED)));

  public static final Codec<TelemetryView> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);
}
