package dev.weir.cli.text;

import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.TelemetryView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A series over time in braille characters, each of which has two columns and four rows of dots.
 * Each point is a stroke from its least to its largest value, joined to the mean of the span just
 * before; a span without readings stays empty.
 */
final class Chart {
  /** Characters in a line of it. */
  static final int WIDTH = 72;

  /** Points that fit side by side. */
  static final int POINTS = 2 * WIDTH;

  private static final int HEIGHT = 4;
  private static final int LEVELS = 4 * HEIGHT;
  private static final char BLANK = '\u2800';

  /** A dot's bit, by its row from the top and its column (Unicode, Braille Patterns). */
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final double low;
  private final double high;
  private final char[][] cells = new char[HEIGHT][WIDTH];

  private Chart(double low, double high) {
    this.low = low;
    this.high = high;
    for (char[] row : cells) {
      Arrays.fill(row, BLANK);
    }
  }

  /**
   * The lines from the top, each {@link #WIDTH} characters; one line where nothing ever moved.
   *
   * @param view whose time it covers
   * @param points by time, at least one
   */
  static List<String> of(TelemetryView view, List<Point> points) {
    Chart chart =
        new Chart(
            points.stream().mapToDouble(Point::min).min().orElseThrow(),
            points.stream().mapToDouble(Point::max).max().orElseThrow());
    Optional<Point> before = Optional.empty();
    for (Point point : points) {
      Instant end = point.at().plus(view.step());
      double joined = before.filter(p -> isNext(p, point, view)).orElse(point).mean();
      int first = column(view, point.at());
      chart.stroke(first, Math.min(point.min(), joined), Math.max(point.max(), joined));
      for (int column = first + 1; column < column(view, end); column++) {
        chart.stroke(column, point.min(), point.max());
      }
      before = Optional.of(point);
    }
    List<String> lines = Arrays.stream(chart.cells).map(String::new).toList();
    return chart.isFlat() ? List.of(lines.get(HEIGHT / 2 - 1)) : lines;
  }

  private static boolean isNext(Point before, Point point, TelemetryView view) {
    return !before.at().plus(view.step()).isBefore(point.at());
  }

  private static int column(TelemetryView view, Instant at) {
    long whole = Math.max(Duration.between(view.since(), view.until()).toMillis(), 1);
    long offset = Duration.between(view.since(), at).toMillis();
    return (int) Math.max(0, Math.min(offset * POINTS / whole, POINTS - 1));
  }

  private void stroke(int column, double least, double most) {
    for (int level = level(least); level <= level(most); level++) {
      int row = LEVELS - 1 - level;
      cells[row / 4][column / 2] |= (char) BITS[row % 4][column % 2];
    }
  }

  private boolean isFlat() {
    return high <= low;
  }

  /** From 0 at the bottom. */
  private int level(double value) {
    if (isFlat()) {
      return LEVELS / 2;
    }
    return (int) Math.round((value - low) / (high - low) * (LEVELS - 1));
  }
}
