package dev.weir.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.TelemetryView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");

  /** A minute for each column. */
  private static TelemetryView view(Duration step) {
    return new TelemetryView(
        DeviceId.of("d"), SINCE, SINCE.plusSeconds(60L * Chart.POINTS), step, List.of(), 0);
  }

  private static Point point(int minute, double value) {
    return new Point(SINCE.plusSeconds(60L * minute), value, value, value, 1);
  }

  private static List<String> chart(Point... points) {
    return Chart.of(view(Duration.ofMinutes(1)), List.of(points));
  }

  private static String start(String line) {
    return line.substring(0, 2).replace('\u2800', ' ');
  }

  @Test
  void theLowestValueIsAtTheBottomAndTheHighestAtTheTop() {
    List<String> lines = chart(point(0, 0), point(3, 15));

    assertThat(lines).hasSize(4).allMatch(line -> line.length() == Chart.WIDTH);
    assertThat(lines)
        .extracting(ChartTest::start)
        .containsExactly(" \u2808", "  ", "  ", "\u2840 ");
  }

  @Test
  void neighboursAreJoinedAndGapsAreNot() {
    assertThat(chart(point(0, 0), point(1, 15)))
        .extracting(ChartTest::start)
        .containsExactly("\u28b8 ", "\u28b8 ", "\u28b8 ", "\u28f8 ");
    assertThat(chart(point(0, 0), point(2, 15)))
        .extracting(ChartTest::start)
        .containsExactly(" \u2801", "  ", "  ", "\u2840 ");
  }

  @Test
  void aPointThatCoversMoreThanAColumnFillsThem() {
    List<String> lines =
        Chart.of(view(Duration.ofMinutes(4)), List.of(new Point(SINCE, 1, 1, 1, 1), point(100, 2)));

    assertThat(start(lines.get(3))).isEqualTo("\u28c0\u28c0");
  }

  @Test
  void aSeriesThatNeverMovedIsOneLine() {
    assertThat(chart(point(0, 5), point(1, 5))).hasSize(1);
  }

  @Test
  void pointsOutsideTheTimeStayInsideTheChart() {
    assertThat(chart(point(-5, 0), point(10_000, 1))).hasSize(4);
  }

  @Test
  void everyColumnOfAFullChartHasADot() {
    Point[] points =
        IntStream.range(0, Chart.POINTS)
            .mapToObj(minute -> point(minute, minute % 7))
            .toArray(Point[]::new);
    List<String> lines = chart(points);

    for (int column = 0; column < Chart.WIDTH; column++) {
      int bits = 0;
      for (String line : lines) {
        bits |= line.charAt(column);
      }
      assertThat(bits & 0x47).as("left dots of %d", column).isNotZero();
      assertThat(bits & 0xb8).as("right dots of %d", column).isNotZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.125, /, 12.5%",
    "1, /, 100%",
    "2212345, B, 2.2 MB",
    "-1, B, -1 B",
    "41.55, Cel, 41.6 \u00b0C",
    "17, count, 17",
    "17, '', 17",
    "0.0001234, V, 0.000123 V",
    "0.00000001, V, 1E-8 V",
    "1e300, W, 1E+300 W",
    "-0.5, m/s, -0.5 m/s",
  })
  void readingsAreShownInUnitsForPeople(double value, String unit, String text) {
    assertThat(Quantities.of(value, unit)).isEqualTo(text);
  }
}
