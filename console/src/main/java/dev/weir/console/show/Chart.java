package dev.weir.console.show;

import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.SeriesView;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One series as a drawing and as a table. Lengths are in the drawing's own units.
 *
 * @param name as people say it
 * @param band between the least and the most of each span, a path for each run without a gap
 * @param line the means, likewise
 * @param rows at most {@link #ROWS}, the newest last
 */
public record Chart(
    String id,
    String name,
    String last,
    List<String> band,
    List<String> line,
    List<Tick> values,
    List<Tick> times,
    List<Row> rows) {
  public static final int WIDTH = 560;
  public static final int HEIGHT = 150;
  public static final int LEFT = 74;
  public static final int TOP = 10;
  public static final int BOTTOM = 126;

  /** Rows of the table. */
  static final int ROWS = 24;

  private static final int RIGHT = WIDTH - 22;
  private static final int TIMES = 4;

  /** A mark on an axis. */
  public record Tick(double at, String text) {}

  /** A span as a row of the table. */
  public record Row(String time, String least, String mean, String most) {}

  /**
   * @param ceiling the most that a value can be, such as the memory that there is; absent: unknown
   */
  static Chart of(SeriesView series, TelemetryView view, Optional<Double> ceiling, Instant now) {
    List<Point> points = series.points();
    Scale scale =
        ceiling
            .map(most -> new Scale(most, series.unit()))
            .orElseGet(
                () ->
                    Scale.of(
                        points.stream().mapToDouble(Point::max).max().orElse(1), series.unit()));
    Plot plot = new Plot(view, scale);
    List<String> band = new ArrayList<>();
    List<String> line = new ArrayList<>();
    for (List<Point> run : runs(points, view.step())) {
      band.add(plot.band(run));
      line.add(plot.line(run));
    }
    return new Chart(
        "chart-" + series.name().replaceAll("[^A-Za-z0-9]", "-"),
        series.name().replace('.', ' '),
        scale.text(series.last()),
        band,
        line,
        scale.ticks(plot),
        plot.times(now),
        points.subList(Math.max(0, points.size() - ROWS), points.size()).stream()
            .map(point -> row(point, scale, now))
            .toList());
  }

  private static Row row(Point point, Scale scale, Instant now) {
    return new Row(
        Amounts.clock(point.at(), now),
        scale.text(point.min()),
        scale.text(point.mean()),
        scale.text(point.max()));
  }

  /** Points without a span missing between them. */
  private static List<List<Point>> runs(List<Point> points, Duration step) {
    List<List<Point>> runs = new ArrayList<>();
    Instant before = Instant.MIN;
    for (Point point : points) {
      if (runs.isEmpty() || point.at().isAfter(before.plus(step.multipliedBy(2)))) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(point);
      before = point.at();
    }
    return runs;
  }

  /** Where values and times lie in the drawing. */
  private record Plot(TelemetryView view, Scale scale) {
    double x(Instant at) {
      double whole = Math.max(1, Duration.between(view.since(), view.until()).toMillis());
      double part = Duration.between(view.since(), at).toMillis() / whole;
      return LEFT + (RIGHT - LEFT) * Math.max(0, Math.min(1, part));
    }

    double y(double value) {
      return BOTTOM - (BOTTOM - TOP) * Math.max(0, Math.min(1, value / scale.top()));
    }

    String line(List<Point> run) {
      StringBuilder path = new StringBuilder("M");
      for (Point point : run) {
        path.append(at(point.at(), point.mean()));
      }
      // A single point is drawn as a short stroke; a line of no length would not be seen.
      return run.size() > 1 ? path.toString().strip() : path.append("h1").toString();
    }

    String band(List<Point> run) {
      StringBuilder path = new StringBuilder("M");
      run.forEach(point -> path.append(at(point.at(), point.max())));
      for (int i = run.size() - 1; i >= 0; i--) {
        path.append(at(run.get(i).at(), run.get(i).min()));
      }
      return path.append('Z').toString();
    }

    private String at(Instant time, double value) {
      return String.format(Locale.ROOT, "%.1f,%.1f ", x(time), y(value));
    }

    List<Tick> times(Instant now) {
      List<Tick> ticks = new ArrayList<>();
      Duration whole = Duration.between(view.since(), view.until());
      for (int i = 0; i <= TIMES; i++) {
        Instant at = view.since().plus(whole.multipliedBy(i).dividedBy(TIMES));
        String text = Amounts.clock(at, now);
        ticks.add(new Tick(x(at), text.substring(0, text.length() - 3)));
      }
      return ticks;
    }
  }

  /** From nought to a round number. */
  private record Scale(double top, String unit) {
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    static Scale of(double most, String unit) {
      if (unit.equals("/") && most <= 1) {
        return new Scale(1, unit);
      }
      double size = StrictMath.pow(10, Math.floor(StrictMath.log10(Math.max(most, 1e-9))));
      double top = 10 * size;
      for (int i = ROUND.length - 1; i >= 0; i--) {
        top = ROUND[i] * size >= most ? ROUND[i] * size : top;
      }
      return new Scale(top, unit);
    }

    List<Tick> ticks(Plot plot) {
      return List.of(tick(plot, 0), tick(plot, top / 2), tick(plot, top));
    }

    private Tick tick(Plot plot, double value) {
      return new Tick(plot.y(value), text(value));
    }

    String text(double value) {
      return switch (unit) {
        case "/" -> Amounts.percent(value, 1);
        case "B" -> Amounts.bytes(value);
        case "B/s" -> Amounts.bytes(value) + "/s";
        case "Cel" -> String.format(Locale.ROOT, "%.1f °C", value);
        default -> String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
      };
    }
  }
}
