package dev.weir.region.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryCredit;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.region.Fixtures;
import dev.weir.region.store.MemoryTelemetryStore;
import dev.weir.region.store.StoreCorrupt;
import dev.weir.region.store.StoreFull;
import dev.weir.region.store.TelemetryStore;
import dev.weir.region.store.TelemetryTotals;
import dev.weir.region.telemetry.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelemetryDriverTest {
  private static final DeviceId PUMP = Fixtures.device(1);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int BYTES = 300;

  private final ManualLoop loop = new ManualLoop();
  private final MemoryTelemetryStore store = new MemoryTelemetryStore();
  private final List<Reception> taken = new ArrayList<>();
  private final List<DeviceId> told = new ArrayList<>();
  private final Metrics metrics = new Metrics();
  private int opened;
  private TelemetryDriver driver = driver(TelemetrySettings.of(Retention.DEFAULT));

  private TelemetryDriver driver(TelemetrySettings settings) {
    TelemetryDriver made = new TelemetryDriver(loop, this::open, settings, metrics);
    made.start(told::add);
    loop.run(Duration.ZERO);
    return made;
  }

  private TelemetryStore open() {
    opened++;
    return store;
  }

  private static Readings packs(long first, long last) {
    List<Pack> packs = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      packs.add(
          new Pack(
              number,
              SenMl.encode(
                  List.of(
                      Metric.CPU_LOAD.reading(
                          (double) number, Fixtures.START.plusSeconds(number - 1))))));
    }
    return new Readings(7, packs);
  }

  private boolean sends(long first, long last) {
    return driver.offer(PUMP, packs(first, last), BYTES, taken::add);
  }

  private TelemetryCredit credit() {
    return driver.credit(PUMP).orElseThrow();
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    TelemetryAsk ask =
        new TelemetryAsk(Optional.empty(), Fixtures.START, Fixtures.START.plusSeconds(300), 300);
    driver.ask(
        PUMP,
        ask,
        view ->
            view.map(TelemetryView::series)
                .ifPresent(series -> series.forEach(one -> points.addAll(one.points()))));
    loop.run(Duration.ZERO);
    return points;
  }

  @Test
  void nothingIsAcknowledgedBeforeItIsCommitted() {
    List<String> story = new ArrayList<>();
    store.beforeCommit = number -> story.add("commit " + taken + told + driver.credit(PUMP));
    sends(1, 3);
    assertThat(taken).isEmpty();
    loop.run(MOMENT);
    assertThat(story).containsExactly("commit [][]Optional.empty");
    assertThat(taken).containsExactly(Reception.TAKEN);
    assertThat(told).containsExactly(PUMP);
    assertThat(credit()).isEqualTo(new TelemetryCredit(7, 3, 8));
    assertThat(driver.totals()).isEqualTo(new TelemetryTotals(3, 0));
  }

  @Test
  void allThatWaitsIsCommittedOnce() {
    for (int device = 1; device <= 50; device++) {
      driver.offer(Fixtures.device(device), packs(1, 2), BYTES, taken::add);
      driver.offer(Fixtures.device(device), packs(2, 3), BYTES, taken::add);
    }
    loop.run(MOMENT);
    assertThat(store.commits()).isEqualTo(1);
    assertThat(taken).hasSize(100).containsOnly(Reception.TAKEN);
    assertThat(driver.totals().readings()).isEqualTo(150);
  }

  @Test
  void packsThatDoNotRiseAreRefused() {
    driver.offer(PUMP, new Readings(7, packs(2, 2).packs()), BYTES, taken::add);
    List<Pack> falling = new ArrayList<>(packs(4, 4).packs());
    falling.addAll(packs(3, 3).packs());
    driver.offer(PUMP, new Readings(7, falling), BYTES, taken::add);
    loop.run(MOMENT);
    assertThat(taken).containsExactly(Reception.TAKEN, Reception.REFUSED);
    assertThat(credit().acknowledged()).isEqualTo(2);
  }

  @Test
  void aFullQueueTurnsAwayAndCreditFallsBeforeThat() {
    TelemetrySettings usual = TelemetrySettings.of(Retention.DEFAULT);
    driver =
        driver(
            new TelemetrySettings(
                usual.retention(),
                usual.bytes(),
                usual.reserve(),
                8 * BYTES,
                BYTES,
                usual.prunedAtOnce(),
                usual.pruneEvery(),
                usual.retryAtMost()));
    sends(1, 1);
    loop.run(MOMENT);
    assertThat(credit().credit()).isEqualTo(8);
    for (int i = 2; i <= 5; i++) {
      assertThat(sends(i, i)).isTrue();
    }
    assertThat(credit().credit()).isEqualTo(1);
    for (int i = 6; i <= 9; i++) {
      assertThat(sends(i, i)).isTrue();
    }
    assertThat(sends(10, 10)).isFalse();
    loop.run(MOMENT);
    assertThat(credit()).isEqualTo(new TelemetryCredit(7, 9, 8));
  }

  @Test
  void aFullDiskPausesAndItGoesOnByItselfOnceThereIsRoom() {
    sends(1, 1);
    loop.run(MOMENT);
    store.beforeCommit =
        number -> {
          throw new StoreFull("telemetry.db", new IllegalStateException());
        };
    sends(2, 3);
    loop.run(Duration.ofMinutes(10));
    assertThat(taken).containsExactly(Reception.TAKEN);
    assertThat(sends(2, 3)).as("while it is full").isFalse();
    assertThat(credit()).isEqualTo(new TelemetryCredit(7, 1, 0));
    assertThat(driver.troubles()).singleElement().asString().contains("the disk is full");
    assertThat(metrics.page()).contains("weir_telemetry_paused 1", "weir_telemetry_pauses_total 1");
    store.beforeCommit = number -> {};
    loop.run(Duration.ofSeconds(6));
    assertThat(taken).containsExactly(Reception.TAKEN, Reception.TAKEN);
    assertThat(credit()).isEqualTo(new TelemetryCredit(7, 3, 8));
    assertThat(driver.troubles()).isEmpty();
    assertThat(sends(4, 4)).isTrue();
    loop.run(MOMENT);
    assertThat(points()).hasSize(4).allMatch(point -> point.count() == 1);
  }

  @Test
  void theLastRestOfTheDiskIsLeftToTheRegion() {
    sends(1, 1);
    loop.run(MOMENT);
    store.room = 1000;
    loop.run(Duration.ofSeconds(2));
    assertThat(sends(2, 2)).isFalse();
    assertThat(credit().credit()).isZero();
    assertThat(driver.troubles().get(0)).contains("1000 bytes left");
    store.room = Long.MAX_VALUE;
    loop.run(Duration.ofSeconds(6));
    assertThat(sends(2, 2)).isTrue();
  }

  @Test
  void aCorruptStoreIsOpenedAnewAndTheSameBatchIsTakenOnce() {
    sends(1, 2);
    loop.run(MOMENT);
    store.beforeCommit =
        number -> {
          store.beforeCommit = later -> {};
          throw new StoreCorrupt("telemetry.db", new IllegalStateException());
        };
    sends(2, 4);
    loop.run(Duration.ofSeconds(1));
    assertThat(opened).isEqualTo(2);
    assertThat(taken).containsExactly(Reception.TAKEN, Reception.TAKEN);
    assertThat(points()).hasSize(4).allMatch(point -> point.count() == 1);
  }

  @Test
  void oldReadingsAreForgottenWhileTimePasses() {
    sends(1, 10);
    loop.run(MOMENT);
    loop.run(Duration.ofHours(23));
    assertThat(points()).hasSize(10);
    loop.run(Duration.ofHours(2));
    assertThat(points()).as("minutes stand in").hasSize(1);
    loop.run(Duration.ofDays(30));
    assertThat(points()).isEmpty();
  }

  @Test
  void aCrashAtAnyCommitLosesNothingAcknowledgedAndTakesNothingTwice() {
    for (int at = 1; at <= 12; at++) {
      for (boolean isAfter : new boolean[] {false, true}) {
        new TelemetryDriverTest().tell(at, isAfter);
      }
    }
  }

  private static final class Crashed extends RuntimeException {
    Crashed() {
      super("crash", null, false, false);
    }
  }

  private void tell(int at, boolean isAfter) {
    Runnable dies =
        () -> {
          throw new Crashed();
        };
    store.beforeCommit = number -> (number == at && !isAfter ? dies : (Runnable) () -> {}).run();
    store.afterCommit = number -> (number == at && isAfter ? dies : (Runnable) () -> {}).run();
    long acknowledged = 0;
    for (int round = 1; round <= 12; round++) {
      acknowledged = Math.max(acknowledged, acknowledged());
      // An agent deletes what was acknowledged: nothing below is ever sent again.
      sends(acknowledged + 1, 2L * round);
      try {
        loop.run(MOMENT);
      } catch (Crashed e) {
        loop.forget();
        driver = driver(TelemetrySettings.of(Retention.DEFAULT));
      }
    }
    sends(Math.max(acknowledged, acknowledged()) + 1, 24);
    loop.run(MOMENT);
    assertThat(points())
        .as("crash at %s, after %s", at, isAfter)
        .hasSize(24)
        .allMatch(point -> point.count() == 1);
    assertThat(driver.totals().readings()).isEqualTo(24);
  }

  private long acknowledged() {
    return driver.credit(PUMP).map(TelemetryCredit::acknowledged).orElse(0L);
  }
}
