package dev.weir.cli.text;

import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Durations;
import java.time.Instant;
import java.util.List;

/** A device's readings: each series with its newest value and a chart. */
public final class TelemetryText {
  /** Points that a chart has room for. */
  public static final int POINTS = Chart.POINTS;

  private static final int LABEL = 12;

  private TelemetryText() {}

  public static String of(TelemetryView view, Instant now) {
    StringBuilder out = new StringBuilder(head(view));
    for (SeriesView series : view.series()) {
      out.append('\n').append(series(view, series, now));
    }
    if (view.series().isEmpty()) {
      out.append("\nNo readings in this time. Look further back: weir telemetry ")
          .append(view.device())
          .append(" --since 1d\n");
    }
    return out.toString();
  }

  private static String head(TelemetryView view) {
    Sheet sheet = new Sheet();
    sheet.line("Device", view.device());
    sheet.line(
        "Time",
        Amounts.time(view.since())
            + " to "
            + Amounts.time(view.until())
            + ", a point each "
            + Durations.text(view.step()));
    sheet.line(
        "Dropped",
        view.dropped() == 0
            ? ""
            : Amounts.count(view.dropped(), "reading") + " that the device had no room for");
    return sheet.text();
  }

  private static String series(TelemetryView view, SeriesView series, Instant now) {
    String title =
        Printable.of(series.name())
            + ": last "
            + value(series, series.last())
            + ", "
            + Amounts.ago(series.lastAt(), now);
    if (series.points().isEmpty()) {
      return title + "; no readings in this time\n";
    }
    double min = series.points().stream().mapToDouble(Point::min).min().orElseThrow();
    double max = series.points().stream().mapToDouble(Point::max).max().orElseThrow();
    return title
        + "; min "
        + value(series, min)
        + ", mean "
        + value(series, mean(series.points()))
        + ", max "
        + value(series, max)
        + '\n'
        + chart(Chart.of(view, series.points()), value(series, max), value(series, min));
  }

  /** Of all readings, not of the points. */
  private static double mean(List<Point> points) {
    double sum = 0;
    long count = 0;
    for (Point point : points) {
      sum += point.mean() * point.count();
      count += point.count();
    }
    return sum / count;
  }

  private static String chart(List<String> lines, String top, String bottom) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String label = i == 0 ? top : i == lines.size() - 1 ? bottom : "";
      out.append(" ".repeat(Math.max(LABEL - label.length(), 0)))
          .append(label)
          .append(" \u2502")
          .append(lines.get(i))
          .append('\n');
    }
    return out.toString();
  }

  private static String value(SeriesView series, double value) {
    return Printable.of(Quantities.of(value, series.unit()));
  }

  /** The newest value of each series. */
  static String newest(TelemetryView view, Instant now) {
    TextTable table = new TextTable("SERIES", ">NEWEST", "AT");
    for (SeriesView series : view.series()) {
      table.row(series.name(), value(series, series.last()), Amounts.ago(series.lastAt(), now));
    }
    return table.render();
  }
}
