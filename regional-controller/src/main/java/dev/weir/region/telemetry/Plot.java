package dev.weir.region.telemetry;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer in the making: spans of equal length, as many as were asked for or fewer. Where a span
 * is a minute or longer, or raw readings of that time are gone, whole minutes are put together;
 * else single readings.
 */
public final class Plot {
  private final boolean isOfMinutes;
  private final long since;
  private final long until;
  private final long step;
  private final TelemetryAsk ask;
  private final TreeMap<Integer, TreeMap<Long, Span>> points = new TreeMap<>();

  private Plot(TelemetryAsk ask, boolean isOfMinutes, long since, long until, long step) {
    this.ask = ask;
    this.isOfMinutes = isOfMinutes;
    this.since = since;
    this.until = until;
    this.step = step;
  }

  /**
   * Chooses spans.
   *
   * @param rawFrom first minute of which there are raw readings
   */
  public static Plot of(TelemetryAsk ask, long rawFrom) {
    long since = ask.since().toEpochMilli();
    long until = ask.until().toEpochMilli();
    long step = Math.max(1, ceil(until - since, ask.points()));
    if (step < Sample.MINUTE && Sample.minuteOf(since) >= rawFrom) {
      return new Plot(ask, false, since, until, step);
    }
    long start = Sample.startOf(Sample.minuteOf(since));
    long spans = ceil(until - start, ask.points());
    long whole = Math.max(1, ceil(spans, Sample.MINUTE)) * Sample.MINUTE;
    return new Plot(ask, true, start, until, whole);
  }

  private static long ceil(long length, long parts) {
    return -Math.floorDiv(-length, parts);
  }

  /** Whether it is made of minutes; else of single readings. */
  public boolean isOfMinutes() {
    return isOfMinutes;
  }

  /** The first minute that it needs. */
  public long firstMinute() {
    return Sample.minuteOf(since);
  }

  /** The last minute that it needs. */
  public long lastMinute() {
    return Sample.minuteOf(until - 1);
  }

  public void add(Sample sample) {
    add(sample.series(), sample.millis(), Span.of(sample.value()));
  }

  public void add(long number, Minute minute) {
    minute.spans().forEach((series, span) -> add(series, Sample.startOf(number), span));
  }

  private void add(int series, long millis, Span span) {
    if (millis >= since && millis < until) {
      long at = since + Math.floorDiv(millis - since, step) * step;
      points.computeIfAbsent(series, place -> new TreeMap<>()).merge(at, span, Span::and);
    }
  }

  /** The answer. Series that were heard of at another time only have no points. */
  public TelemetryView view(DeviceId device, Spool spool) {
    TreeMap<String, SeriesView> series = new TreeMap<>();
    for (int place = 0; place < spool.series().size(); place++) {
      Series one = spool.series().get(place);
      if (ask.series().map(one.name()::equals).orElse(true)) {
        series.put(one.name(), view(one, points.getOrDefault(place, new TreeMap<>())));
      }
    }
    return new TelemetryView(
        device,
        Instant.ofEpochMilli(since),
        ask.until(),
        Duration.ofMillis(step),
        List.copyOf(series.values()),
        spool.dropped());
  }

  private static SeriesView view(Series series, Map<Long, Span> spans) {
    List<Point> points = new ArrayList<>();
    spans.forEach(
        (at, span) ->
            points.add(
                new Point(
                    Instant.ofEpochMilli(at), span.min(), span.mean(), span.max(), span.count())));
    return new SeriesView(
        series.name(), series.unit(), List.copyOf(points), series.last(), series.lastAt());
  }
}
