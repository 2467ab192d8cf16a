package dev.weir.region.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakingTest {
  private static final Instant NOW = Fixtures.START;
  private static final long STREAM = 7;

  private static Pack pack(long sequence, Reading... readings) {
    return new Pack(sequence, SenMl.encode(List.of(readings)));
  }

  private static Pack pack(long sequence) {
    return pack(sequence, Metric.CPU_LOAD.reading((double) sequence, NOW.plusSeconds(sequence)));
  }

  private static Readings sent(long stream, Pack... packs) {
    return new Readings(stream, List.of(packs));
  }

  private static Taking after(Readings... messages) {
    return after(Spool.UNKNOWN, messages);
  }

  private static Taking after(Spool spool, Readings... messages) {
    Taking taking = new Taking(spool);
    for (Readings message : messages) {
      assertThat(taking.take(message, NOW)).isTrue();
    }
    return taking;
  }

  private static List<Double> values(Taking taking) {
    List<Double> values = new ArrayList<>();
    taking.samples().values().forEach(all -> all.forEach(sample -> values.add(sample.value())));
    return values;
  }

  @Test
  void newPacksAreTakenOnceHoweverOftenTheyCome() {
    Taking taking = after(sent(STREAM, pack(1), pack(2)), sent(STREAM, pack(1), pack(2), pack(3)));
    assertThat(values(taking)).containsExactly(1.0, 2.0, 3.0);
    assertThat(taking.spool().cursor().cursor()).isEqualTo(3);
    Taking later = after(taking.spool(), sent(STREAM, pack(2), pack(3)));
    assertThat(later.counts().readings()).isZero();
    assertThat(later.samples()).isEmpty();
  }

  @Test
  void aGapIsLeftBehind() {
    Taking taking = after(sent(STREAM, pack(1), pack(5)), sent(STREAM, pack(3), pack(6)));
    assertThat(values(taking)).containsExactly(1.0, 5.0, 6.0);
    assertThat(taking.spool().cursor().cursor()).isEqualTo(6);
  }

  @Test
  void anotherSpoolBeginsAnewAndTheOneBeforeItStaysGone() {
    Taking taking =
        after(sent(STREAM, pack(4)), sent(8, pack(1)), sent(STREAM, pack(5)), sent(8, pack(2)));
    assertThat(values(taking)).containsExactly(4.0, 1.0, 2.0);
    assertThat(taking.spool().cursor().stream()).isEqualTo(8);
    assertThat(taking.spool().cursor().cursor()).isEqualTo(2);
  }

  @Test
  void packsThatDoNotRiseAreNotAllowedAndChangeNothing() {
    Taking taking = new Taking(Spool.UNKNOWN);
    assertThat(taking.take(sent(STREAM, pack(2), pack(2)), NOW)).isFalse();
    assertThat(taking.take(sent(STREAM, pack(0)), NOW)).isFalse();
    assertThat(taking.spool()).isEqualTo(Spool.UNKNOWN);
  }

  @Test
  void aPackThatCanNotBeReadIsCountedPassedByAndAcknowledged() {
    Taking taking = after(sent(STREAM, pack(1), new Pack(2, Bytes.ofUtf8("no readings")), pack(3)));
    assertThat(values(taking)).containsExactly(1.0, 3.0);
    assertThat(taking.counts().unreadable()).isEqualTo(1);
    assertThat(taking.spool().cursor().cursor()).isEqualTo(3);
  }

  @Test
  void readingsOfAClockThatIsNotSetAreKeptUnderTheirArrival() {
    Taking taking =
        after(
            sent(
                STREAM,
                pack(
                    1,
                    Metric.BOOTS.reading(1, Instant.EPOCH.plusSeconds(5)),
                    Metric.BOOTS.reading(2, NOW.plus(Duration.ofHours(25))),
                    Metric.BOOTS.reading(3, NOW.minus(Duration.ofHours(5))),
                    Metric.BOOTS.reading(4, NOW.plus(Duration.ofHours(23))))));
    List<Instant> times = new ArrayList<>();
    taking
        .samples()
        .values()
        .forEach(all -> all.forEach(s -> times.add(Instant.ofEpochMilli(s.millis()))));
    assertThat(times)
        .containsExactly(NOW.minus(Duration.ofHours(5)), NOW, NOW, NOW.plus(Duration.ofHours(23)));
  }

  @Test
  void theNewestReadingOfASeriesIsTheOneWithTheNewestTime() {
    Taking taking =
        after(
            sent(
                STREAM,
                pack(1, Metric.CPU_LOAD.reading(0.5, NOW)),
                pack(2, Metric.CPU_LOAD.reading(0.25, NOW.minusSeconds(60)))));
    Series load = taking.spool().series().get(0);
    assertThat(load.last()).isEqualTo(0.5);
    assertThat(load.lastAt()).isEqualTo(NOW);
    assertThat(load.unit()).isEqualTo("/");
  }

  @Test
  void moreSeriesThanADeviceMayHaveArePassedByAndCounted() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < Taking.MAX_SERIES + 3; i++) {
      readings.add(new Reading("series-" + i, "", i, NOW));
    }
    Taking taking = after(sent(STREAM, new Pack(1, SenMl.encode(readings))));
    assertThat(taking.spool().series()).hasSize(Taking.MAX_SERIES);
    assertThat(taking.counts().readings()).isEqualTo(Taking.MAX_SERIES);
    assertThat(taking.counts().surplus()).isEqualTo(3);
  }

  @Test
  void whatADeviceSaysItDroppedIsAddedUpAcrossItsSpools() {
    Taking first =
        after(
            sent(
                STREAM,
                pack(1, Metric.DROPPED.reading(5, NOW)),
                pack(2, Metric.DROPPED.reading(9, NOW)),
                pack(3, Metric.DROPPED.reading(9, NOW))));
    assertThat(first.counts().dropped()).isEqualTo(9);
    Taking second = after(first.spool(), sent(8, pack(1, Metric.DROPPED.reading(4, NOW))));
    assertThat(second.counts().dropped()).isEqualTo(4);
    assertThat(second.spool().dropped()).isEqualTo(4);
    Taking wild = after(second.spool(), sent(8, pack(2, Metric.DROPPED.reading(1e300, NOW))));
    assertThat(wild.counts().dropped()).isPositive().isLessThanOrEqualTo(1L << 53);
  }
}
