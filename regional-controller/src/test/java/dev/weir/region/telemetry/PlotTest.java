package dev.weir.region.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.region.Fixtures;
import dev.weir.region.device.StreamCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlotTest {
  private static final Instant START = Fixtures.START;
  private static final long RAW_FROM = Sample.minuteOf(START.toEpochMilli());
  private static final Spool SPOOL =
      new Spool(
          StreamCursor.UNKNOWN,
          3,
          START,
          List.of(new Series("a", "B", 9, START), new Series("b", "", 8, START)));

  private static TelemetryAsk ask(Duration length, int points) {
    return new TelemetryAsk(Optional.empty(), START, START.plus(length), points);
  }

  private static long at(Duration after) {
    return START.plus(after).toEpochMilli();
  }

  @Test
  void shortSpansAreMadeOfReadingsAndLongOnesOfMinutes() {
    assertThat(Plot.of(ask(Duration.ofMinutes(59), 60), RAW_FROM).isOfMinutes()).isFalse();
    assertThat(Plot.of(ask(Duration.ofMinutes(60), 60), RAW_FROM).isOfMinutes()).isTrue();
    assertThat(Plot.of(ask(Duration.ofDays(30), 500), RAW_FROM).isOfMinutes()).isTrue();
  }

  @Test
  void whereReadingsAreGoneMinutesStandIn() {
    Plot plot = Plot.of(ask(Duration.ofMinutes(10), 100), RAW_FROM + 1);
    assertThat(plot.isOfMinutes()).isTrue();
    assertThat(plot.view(Fixtures.device(1), SPOOL).step()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void neitherSeriesNorPointsAreMoreThanWasAskedFor() {
    SplittableRandom chance = new SplittableRandom(3);
    for (int round = 0; round < 500; round++) {
      Duration length = Duration.ofMillis(1 + chance.nextLong(40L * 86_400_000));
      int points = 1 + chance.nextInt(500);
      Instant since = START.plusMillis(chance.nextInt(60_000));
      TelemetryAsk ask = new TelemetryAsk(Optional.of("b"), since, since.plus(length), points);
      Plot plot = Plot.of(ask, RAW_FROM);
      for (int reading = 0; reading < 600; reading++) {
        plot.add(
            new Sample(reading % 2, since.toEpochMilli() + chance.nextLong(length.toMillis()), 1));
      }
      TelemetryView view = plot.view(Fixtures.device(1), SPOOL);
      assertThat(view.series()).hasSize(1);
      assertThat(view.series().get(0).points()).hasSizeLessThanOrEqualTo(points);
      assertThat(view.series().get(0).points().stream().mapToLong(Point::count).sum())
          .isEqualTo(300);
    }
  }

  @Test
  void aPointSaysWhatTheReadingsOfItsSpanCameTo() {
    Plot plot = Plot.of(ask(Duration.ofMinutes(1), 6), RAW_FROM);
    plot.add(new Sample(0, at(Duration.ZERO), 4));
    plot.add(new Sample(0, at(Duration.ofMillis(9_999)), 1));
    plot.add(new Sample(0, at(Duration.ofSeconds(10)), 7));
    plot.add(new Sample(0, at(Duration.ofSeconds(60)), 99));
    plot.add(new Sample(0, at(Duration.ofSeconds(-1)), 99));
    TelemetryView view = plot.view(Fixtures.device(1), SPOOL);
    assertThat(view.dropped()).isEqualTo(3);
    assertThat(view.series().get(0).points())
        .containsExactly(
            new Point(START, 1, 2.5, 4, 2), new Point(START.plusSeconds(10), 7, 7, 7, 1));
    assertThat(view.series().get(0).last()).isEqualTo(9);
    assertThat(view.series().get(1).points()).isEmpty();
  }

  @Test
  void minutesArePutTogetherWhole() {
    Plot plot = Plot.of(ask(Duration.ofMinutes(10), 5), RAW_FROM);
    for (int i = 0; i < 10; i++) {
      Minute minute = new Minute();
      minute.add(List.of(new Sample(0, at(Duration.ofMinutes(i)), i)));
      plot.add(RAW_FROM + i, minute);
    }
    assertThat(plot.view(Fixtures.device(1), SPOOL).series().get(0).points())
        .hasSize(5)
        .first()
        .isEqualTo(new Point(START, 0, 0.5, 1, 2));
  }
}
