package dev.weir.console.show;

import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A device's telemetry for a page: what changes as charts, what is only counted as numbers.
 *
 * @param counts such as boots, with their newest value
 */
public record Readings(List<Chart> charts, List<Count> counts, long dropped) {
  private static final String TOTAL = ".total";

  /** A number that only rises. */
  public record Count(String name, String value) {}

  public static Readings of(TelemetryView view, Instant now) {
    List<Chart> charts = new ArrayList<>();
    List<Count> counts = new ArrayList<>();
    for (SeriesView series : view.series()) {
      if (series.unit().equals("count")) {
        counts.add(
            new Count(series.name().replace('.', ' '), Amounts.number((long) series.last())));
      } else if (series.name().startsWith("network.")) {
        charts.add(Chart.of(rate(series), view, Optional.empty(), now));
      } else if (!series.name().endsWith(TOTAL)) {
        charts.add(Chart.of(series, view, ceiling(series, view), now));
      }
    }
    return new Readings(List.copyOf(charts), List.copyOf(counts), view.dropped());
  }

  /** {@code memory.used} can be at most {@code memory.total}. */
  private static Optional<Double> ceiling(SeriesView used, TelemetryView view) {
    String total = used.name().replace(".used", TOTAL);
    return view.series().stream()
        .filter(series -> series.name().equals(total) && !total.equals(used.name()))
        .map(SeriesView::last)
        .findFirst();
  }

  /** What is counted since the machine started, as so much in a second. */
  private static SeriesView rate(SeriesView counted) {
    List<Point> rates = new ArrayList<>();
    for (int i = 1; i < counted.points().size(); i++) {
      Point before = counted.points().get(i - 1);
      Point point = counted.points().get(i);
      double seconds = Duration.between(before.at(), point.at()).toMillis() / 1000.0;
      double rate = Math.max(0, point.mean() - before.mean()) / Math.max(seconds, 1);
      rates.add(new Point(point.at(), rate, rate, rate, point.count()));
    }
    double last = rates.isEmpty() ? 0 : rates.get(rates.size() - 1).mean();
    return new SeriesView(counted.name(), "B/s", rates, last, counted.lastAt());
  }
}
