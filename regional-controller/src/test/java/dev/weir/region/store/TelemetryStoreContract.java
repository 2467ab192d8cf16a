package dev.weir.region.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.region.Fixtures;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Plot;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Spool;
import dev.weir.region.telemetry.Taking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every telemetry store does. */
public abstract class TelemetryStoreContract {
  protected static final DeviceId PUMP = Fixtures.device(1);

  /** Opens the store; the same one again after it was closed. */
  protected abstract TelemetryStore open();

  /** Commits one reading of a device as its next pack. */
  protected static void keep(TelemetryStore store, DeviceId device, double value, Instant at) {
    keep(store, device, List.of(Metric.CPU_LOAD.reading(value, at)));
  }

  /** Commits readings of a device at once, a pack each. */
  protected static void keep(TelemetryStore store, DeviceId device, List<Reading> readings) {
    Spool before = store.spool(device);
    Taking taking = new Taking(before);
    List<Pack> packs = new ArrayList<>();
    for (Reading reading : readings) {
      long sequence = before.cursor().cursor() + packs.size() + 1;
      packs.add(new Pack(sequence, SenMl.encode(List.of(reading))));
    }
    taking.take(new Readings(7, packs), readings.get(readings.size() - 1).at());
    TreeMap<Long, Minute> minutes = new TreeMap<>();
    taking
        .samples()
        .forEach(
            (number, samples) -> {
              Minute minute = store.minute(device, number);
              minute.add(samples);
              minutes.put(number, minute);
            });
    store.commit(
        new TelemetryBatch(
            List.of(new TelemetryBatch.Device(device, taking.spool(), taking.samples(), minutes)),
            store.totals().and(readings.size(), 0)));
  }

  protected static List<Point> points(TelemetryStore store, DeviceId device, TelemetryAsk ask) {
    Plot plot = Plot.of(ask, 0);
    store.read(device, plot);
    TelemetryView view = plot.view(device, store.spool(device));
    return view.series().isEmpty() ? List.of() : view.series().get(0).points();
  }

  protected static TelemetryAsk ask(Duration length, int points) {
    return new TelemetryAsk(Optional.empty(), Fixtures.START, Fixtures.START.plus(length), points);
  }

  @Test
  void aNewStoreHoldsNothing() {
    try (TelemetryStore store = open()) {
      assertThat(store.totals()).isEqualTo(TelemetryTotals.NONE);
      assertThat(store.spool(PUMP)).isEqualTo(Spool.UNKNOWN);
      assertThat(store.minute(PUMP, 5).spans()).isEmpty();
      assertThat(store.salvaged()).isEmpty();
      assertThat(store.prune(10, 5, 10)).isTrue();
    }
  }

  @Test
  void whatWasCommittedIsThereAfterItWasOpenedAgain() {
    try (TelemetryStore store = open()) {
      keep(store, PUMP, 1, Fixtures.START);
      keep(store, PUMP, 3, Fixtures.START.plusSeconds(20));
      keep(store, Fixtures.device(2), 9, Fixtures.START);
    }
    try (TelemetryStore store = open()) {
      assertThat(store.spool(PUMP).cursor().cursor()).isEqualTo(2);
      assertThat(store.spool(PUMP).series().get(0).last()).isEqualTo(3);
      assertThat(store.totals()).isEqualTo(new TelemetryTotals(3, 0));
      assertThat(points(store, PUMP, ask(Duration.ofMinutes(1), 60)))
          .containsExactly(
              new Point(Fixtures.START, 1, 1, 1, 1),
              new Point(Fixtures.START.plusSeconds(20), 3, 3, 3, 1));
      assertThat(points(store, PUMP, ask(Duration.ofHours(1), 60)))
          .containsExactly(new Point(Fixtures.START, 1, 2, 3, 2));
    }
  }

  @Test
  void lateReadingsAreAddedToTheirMinute() {
    try (TelemetryStore store = open()) {
      keep(store, PUMP, 4, Fixtures.START);
      keep(store, PUMP, 5, Fixtures.START.plusSeconds(90));
      keep(store, PUMP, 2, Fixtures.START.plusSeconds(1));
      assertThat(points(store, PUMP, ask(Duration.ofMinutes(2), 2)))
          .containsExactly(
              new Point(Fixtures.START, 2, 3, 4, 2),
              new Point(Fixtures.START.plusSeconds(60), 5, 5, 5, 1));
    }
  }

  @Test
  void readingsGoFirstThenMinutesThenTheDevice() {
    try (TelemetryStore store = open()) {
      for (int device = 1; device <= 5; device++) {
        keep(store, Fixtures.device(device), device, Fixtures.START);
      }
      long minute = Sample.minuteOf(Fixtures.START.toEpochMilli());
      pruneAll(store, minute, minute);
      assertThat(points(store, PUMP, ask(Duration.ofMinutes(1), 60))).hasSize(1);
      pruneAll(store, minute + 1, minute);
      assertThat(points(store, PUMP, ask(Duration.ofMinutes(1), 60))).isEmpty();
      assertThat(points(store, PUMP, ask(Duration.ofMinutes(1), 1))).hasSize(1);
      pruneAll(store, minute + 1, minute + 1);
      for (int device = 1; device <= 5; device++) {
        assertThat(store.spool(Fixtures.device(device))).isEqualTo(Spool.UNKNOWN);
      }
      assertThat(store.totals().readings()).isEqualTo(5);
    }
  }

  private static void pruneAll(TelemetryStore store, long rawFrom, long minutesFrom) {
    int slices = 0;
    while (!store.prune(rawFrom, minutesFrom, 2)) {
      assertThat(++slices).isLessThan(10);
    }
  }
}
