package dev.weir.region.drive;

import static dev.weir.region.Fixtures.item;
import static dev.weir.region.Fixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.node.Metrics;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Point;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryCredit;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.core.CoreLimits;
import dev.weir.region.store.MemoryRegionStore;
import dev.weir.region.store.MemoryTelemetryStore;
import dev.weir.region.store.StoreFull;
import dev.weir.region.telemetry.Retention;
import dev.weir.trust.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegionDriverTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ManualLoop loop = new ManualLoop();
  private final MemoryRegionStore store = new MemoryRegionStore();
  private final MemoryTelemetryStore readings = new MemoryTelemetryStore();
  private final FakeGlobal global = new FakeGlobal(loop);
  private final List<Reception> taken = new ArrayList<>();
  private FakeFrontEnd mqtt = new FakeFrontEnd();
  private RegionDriver driver = driver(RegionSettings.of(Fixtures.REGION));

  private RegionDriver driver(RegionSettings settings) {
    Metrics metrics = new Metrics();
    RegionDriver made =
        new RegionDriver(
            loop,
            new SplittableRandom(1),
            store,
            global,
            new ReadyCache(),
            new TelemetryDriver(
                loop, () -> readings, TelemetrySettings.of(Retention.DEFAULT), metrics),
            metrics,
            settings);
    made.start();
    return made;
  }

  private void sends(ScriptedDevice device, Uplink uplink) {
    driver.received(Peer.of(device.id), mqtt, Uplink.CODEC.encode(uplink), taken::add);
  }

  private Optional<Downlink> said(ScriptedDevice device) {
    return Optional.ofNullable(mqtt.said.get(device.id));
  }

  private void serve(ScriptedDevice... devices) {
    for (ScriptedDevice device : devices) {
      global.gives(item(device.owned()));
    }
    global.gives(item(order().build()));
    loop.run(Duration.ofSeconds(3));
    for (ScriptedDevice device : devices) {
      driver.connected(Peer.of(device.id), mqtt);
      sends(device, device.hello());
    }
    loop.run(MOMENT);
    taken.clear();
  }

  @Test
  void nothingIsAcknowledgedBeforeItIsCommitted() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    List<String> story = new ArrayList<>();
    store.beforeCommit = number -> story.add("commit " + mqtt.said.get(pump.id).acknowledged());
    pump.reports(Fixtures.ROLLOUT, Fixtures.generation(1), UpdatePhase.OFFERED);
    driver.received(
        Peer.of(pump.id),
        mqtt,
        Uplink.CODEC.encode(pump.entriesAbove(0)),
        reception -> story.add("taken " + reception));
    loop.run(MOMENT);
    assertThat(story.subList(0, 2)).containsExactly("commit 0", "taken TAKEN");
    assertThat(said(pump).orElseThrow().acknowledged()).isEqualTo(1);
  }

  @Test
  void allThatWaitsIsCommittedOnce() {
    ScriptedDevice[] pumps = new ScriptedDevice[50];
    for (int i = 0; i < pumps.length; i++) {
      pumps[i] = new ScriptedDevice(i + 1);
    }
    serve(pumps);
    int before = store.commits();
    for (ScriptedDevice pump : pumps) {
      sends(pump, pump.beats(Optional.empty(), 1).entriesAbove(0));
    }
    loop.run(Duration.ZERO);
    assertThat(store.commits()).isEqualTo(before + 1);
    assertThat(taken).hasSize(50).containsOnly(Reception.TAKEN);
  }

  @Test
  void malformedMessagesAndPeersThatAreNoDevicesAreRefusedAndChangeNothing() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    int before = store.commits();
    driver.received(Peer.of(pump.id), mqtt, Bytes.ofUtf8("hello?"), taken::add);
    driver.received(Peer.of(Fixtures.REGION), mqtt, Uplink.CODEC.encode(pump.hello()), taken::add);
    loop.run(Duration.ZERO);
    assertThat(taken).containsExactly(Reception.REFUSED, Reception.REFUSED);
    assertThat(store.commits()).isEqualTo(before);
    assertThat(driver.metrics().page()).contains("weir_refused_total 2");
  }

  @Test
  void aFullQueueAnswersBusy() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    driver.close();
    driver =
        driver(
            new RegionSettings(
                Fixtures.REGION,
                CoreLimits.DEFAULT,
                2,
                10,
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                Duration.ofSeconds(15)));
    for (int i = 0; i < 4; i++) {
      sends(pump, pump.hello());
    }
    loop.run(MOMENT);
    assertThat(taken).hasSize(4);
    assertThat(taken.stream().filter(Reception.BUSY::equals).count()).isEqualTo(2);
  }

  @Test
  void aSyncIsSentAtLeastEveryTwoSecondsAndAtMostFiveTimesASecond() {
    serve();
    global.syncs.clear();
    loop.run(Duration.ofSeconds(20));
    assertThat(global.syncs).hasSizeBetween(10, 11);
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    global.syncs.clear();
    for (int i = 0; i < 200; i++) {
      pump.reports(Fixtures.ROLLOUT, Fixtures.generation(1), UpdatePhase.DOWNLOADING);
      sends(pump, pump.entriesAbove(said(pump).orElseThrow().acknowledged()));
      loop.run(Duration.ofMillis(10));
    }
    assertThat(global.syncs).hasSizeBetween(8, 11);
    for (int i = 1; i < global.syncs.size(); i++) {
      assertThat(global.syncs.get(i).sequence()).isGreaterThan(global.syncs.get(i - 1).sequence());
    }
  }

  @Test
  void aSyncThatIsNeverAnsweredIsGivenUpAndSaidAgain() {
    global.isMute = true;
    ScriptedDevice pump = new ScriptedDevice(1);
    loop.run(Duration.ofSeconds(14));
    assertThat(global.syncs).hasSize(1);
    global.isMute = false;
    serve(pump);
    assertThat(global.syncs.size()).isGreaterThan(1);
    assertThat(said(pump).flatMap(Downlink::desired)).isPresent();
  }

  @Test
  void cutOffFromGlobalItGoesOnWithinItsLease() {
    ScriptedDevice pump = new ScriptedDevice(1);
    ScriptedDevice late = new ScriptedDevice(2);
    global.gives(item(pump.owned()));
    global.gives(item(late.owned()));
    global.gives(item(order().build()));
    loop.run(Duration.ofSeconds(3));
    global.isReachable = false;
    loop.run(Duration.ofMinutes(30));
    driver.connected(Peer.of(pump.id), mqtt);
    sends(pump, pump.hello());
    loop.run(MOMENT);
    assertThat(said(pump).flatMap(Downlink::desired)).isPresent();
    loop.run(Duration.ofMinutes(31));
    driver.connected(Peer.of(late.id), mqtt);
    sends(late, late.hello());
    loop.run(MOMENT);
    assertThat(said(late).flatMap(Downlink::desired)).isEmpty();
    global.isReachable = true;
    loop.run(Duration.ofSeconds(3));
    assertThat(said(late).flatMap(Downlink::desired)).isPresent();
  }

  @Test
  void aFullDiskPausesIntakeAndTheSameBatchIsToldOnceThereIsRoom() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    global.syncs.clear();
    store.beforeCommit =
        number -> {
          throw new StoreFull("region.db", new IllegalStateException());
        };
    pump.reports(Fixtures.ROLLOUT, Fixtures.generation(1), UpdatePhase.OFFERED);
    sends(pump, pump.entriesAbove(0));
    loop.run(MOMENT);
    sends(pump, pump.entriesAbove(0));
    loop.run(Duration.ofMinutes(5));
    assertThat(taken).as("the first waits").containsExactly(Reception.BUSY);
    assertThat(said(pump).orElseThrow().acknowledged()).isZero();
    assertThat(driver.notReady().orElseThrow()).contains("the disk is full");
    assertThat(driver.metrics().page()).contains("weir_disk_full 1");
    assertThat(global.syncs).as("global is told once").hasSize(1);
    assertThat(global.syncs.get(0).health().troubles().get(0)).contains("the disk is full");
    store.beforeCommit = number -> {};
    loop.run(Duration.ofSeconds(6));
    assertThat(taken).containsExactly(Reception.BUSY, Reception.TAKEN);
    assertThat(said(pump).orElseThrow().acknowledged()).isEqualTo(1);
    assertThat(driver.notReady()).isEmpty();
    assertThat(driver.metrics().page()).contains("weir_disk_full 0");
    loop.run(Duration.ofSeconds(3));
    assertThat(global.syncs.get(global.syncs.size() - 1).health().troubles()).isEmpty();
    assertThat(global.taken).hasSize(1);
  }

  private long waiting() {
    return driver
        .metrics()
        .page()
        .lines()
        .filter(line -> line.startsWith("weir_inbox_events "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  private void fillDisk() {
    store.beforeCommit =
        number -> {
          throw new StoreFull("region.db", new IllegalStateException());
        };
    loop.run(Duration.ofSeconds(10));
    assertThat(driver.notReady()).isPresent();
  }

  @Test
  void devicesThatComeAndGoWhileTheDiskIsFullDoNotPileUp() {
    ScriptedDevice[] pumps = {new ScriptedDevice(1), new ScriptedDevice(2), new ScriptedDevice(3)};
    serve(pumps);
    fillDisk();
    FakeFrontEnd coap = new FakeFrontEnd();
    for (int i = 0; i < 10_000; i++) {
      for (ScriptedDevice pump : pumps) {
        driver.disconnected(Peer.of(pump.id), mqtt);
        driver.connected(Peer.of(pump.id), mqtt);
        sends(pump, pump.hello());
      }
      sends(pumps[0], readings(1 + i % 5));
      loop.run(MOMENT);
    }
    driver.connected(Peer.of(pumps[1].id), coap);
    driver.disconnected(Peer.of(pumps[1].id), mqtt);
    driver.disconnected(Peer.of(pumps[2].id), mqtt);
    assertThat(waiting()).isLessThan(10);
    store.beforeCommit = number -> {};
    loop.run(Duration.ofSeconds(6));
    assertThat(waiting()).isZero();
    mqtt.said.clear();
    for (ScriptedDevice pump : pumps) {
      sends(pump, pump.hello());
    }
    loop.run(MOMENT);
    assertThat(mqtt.said).as("reached as they came last").containsOnlyKeys(pumps[0].id);
    assertThat(coap.said).containsOnlyKeys(pumps[1].id);
    assertThat(driver.metrics().page()).contains("weir_devices_online 2");
  }

  @Test
  void aConnectionIsHeardOfBetweenTheMessagesBeforeAndAfterIt() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    driver.disconnected(Peer.of(pump.id), mqtt);
    driver.connected(Peer.of(pump.id), mqtt);
    sends(pump, pump.hello());
    sends(pump, new Goodbye(pump.stream, "restart"));
    driver.disconnected(Peer.of(pump.id), mqtt);
    driver.connected(Peer.of(pump.id), mqtt);
    sends(pump, pump.hello());
    loop.run(MOMENT);
    assertThat(driver.metrics().page()).contains("weir_devices_online 1");
    sends(pump, new Goodbye(pump.stream, "restart"));
    driver.disconnected(Peer.of(pump.id), mqtt);
    driver.connected(Peer.of(pump.id), mqtt);
    loop.run(MOMENT);
    assertThat(driver.metrics().page()).contains("weir_devices_online 0");
  }

  @Test
  void anotherConnectionWantsAnotherHelloHoweverOftenItIsToldOf() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    assertThat(driver.metrics().page()).contains("weir_devices_online 1");
    FakeFrontEnd coap = new FakeFrontEnd();
    driver.connected(Peer.of(pump.id), coap);
    driver.connected(Peer.of(pump.id), coap);
    loop.run(MOMENT);
    assertThat(driver.metrics().page()).contains("weir_devices_online 0");
  }

  @Test
  void whileOnlyTelemetryWaitsTheRegionIsReady() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    assertThat(driver.degraded()).isEmpty();
    readings.room = 1;
    sends(pump, readings(1));
    loop.run(MOMENT);
    assertThat(driver.notReady()).isEmpty();
    assertThat(driver.degraded().orElseThrow()).startsWith("telemetry waits: the disk has 1 bytes");
    pump.reports(Fixtures.ROLLOUT, Fixtures.generation(1), UpdatePhase.OFFERED);
    sends(pump, pump.entriesAbove(0));
    loop.run(MOMENT);
    assertThat(said(pump).orElseThrow().acknowledged()).isEqualTo(1);
  }

  private static Readings readings(int last) {
    List<Pack> packs = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      packs.add(
          new Pack(
              number,
              SenMl.encode(List.of(Metric.BOOTS.reading((double) number, Fixtures.START)))));
    }
    return new Readings(77, packs);
  }

  @Test
  void readingsAreAcknowledgedInTheDownlinkAndCountedForGlobal() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    assertThat(said(pump).flatMap(Downlink::telemetry)).isEmpty();
    sends(pump, readings(3));
    loop.run(MOMENT);
    assertThat(taken).containsExactly(Reception.TAKEN);
    assertThat(said(pump).flatMap(Downlink::telemetry)).contains(new TelemetryCredit(77, 3, 8));
    assertThat(said(pump).flatMap(Downlink::desired)).isPresent();
    sends(pump, readings(5));
    loop.run(MOMENT);
    assertThat(said(pump).flatMap(Downlink::telemetry)).contains(new TelemetryCredit(77, 5, 8));
    loop.run(Duration.ofSeconds(3));
    assertThat(global.syncs.get(global.syncs.size() - 1).health().readings()).isEqualTo(5);
    assertThat(global.syncs.get(0).version()).isEqualTo(RegionSync.NEWEST);
  }

  @Test
  void readingsOfDevicesThatAreNotServedAreRefused() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    ScriptedDevice stranger = new ScriptedDevice(2);
    sends(stranger, readings(1));
    loop.run(MOMENT);
    assertThat(taken).containsExactly(Reception.REFUSED);
    assertThat(driver.metrics().page()).contains("weir_readings_refused_total 1");
    global.gives(
        new FeedItem(
            0, Optional.empty(), Optional.of(new DeviceGone(pump.id, 2)), Optional.empty()));
    loop.run(Duration.ofSeconds(3));
    sends(pump, readings(1));
    loop.run(MOMENT);
    assertThat(taken).containsExactly(Reception.REFUSED, Reception.REFUSED);
  }

  @Test
  void whatGlobalAsksOfTelemetryIsAnsweredWithTheNextSync() {
    ScriptedDevice pump = new ScriptedDevice(1);
    serve(pump);
    sends(pump, readings(2));
    loop.run(Duration.ofSeconds(3));
    TelemetryAsk ask =
        new TelemetryAsk(
            Optional.empty(), Fixtures.START.minusSeconds(60), Fixtures.START.plusSeconds(60), 2);
    global.asks(Query.telemetry(5, pump.id, ask));
    global.asks(Query.telemetry(6, Fixtures.device(9), ask));
    global.asks(
        Query.targets(
            7,
            Fixtures.ROLLOUT,
            new TargetsAsk(Optional.empty(), Optional.empty(), Optional.empty(), 10)));
    loop.run(Duration.ofSeconds(3));
    assertThat(global.answers.get(5L).telemetry().orElseThrow().series().get(0).points())
        .singleElement()
        .extracting(Point::count)
        .isEqualTo(2L);
    assertThat(global.answers.get(6L).problem()).contains("does not serve");
    assertThat(global.answers.get(7L).targets().orElseThrow().items())
        .extracting(Target::device)
        .containsExactly(pump.id);
  }

  @Test
  void aCrashAtAnyCommitLosesNothingThatWasAcknowledgedAndCountsNothingTwice() {
    int commits = story(new Crash(Integer.MAX_VALUE, false)).commits;
    assertThat(commits).isGreaterThan(20);
    for (int at = 1; at <= commits; at++) {
      story(new Crash(at, false));
      story(new Crash(at, true));
    }
  }

  private record Crash(int at, boolean after) {}

  private record Told(int commits) {}

  /** What a device must never see, whatever dies when. */
  private static Told story(Crash crash) {
    RegionDriverTest test = new RegionDriverTest();
    return test.tell(crash);
  }

  private Told tell(Crash crash) {
    Runnable dies =
        () -> {
          throw new Crashed();
        };
    store.beforeCommit =
        number -> {
          if (number == crash.at() && !crash.after()) {
            dies.run();
          }
        };
    store.afterCommit =
        number -> {
          if (number == crash.at() && crash.after()) {
            dies.run();
          }
        };
    List<ScriptedDevice> pumps = List.of(new ScriptedDevice(1), new ScriptedDevice(2));
    pumps.forEach(pump -> global.gives(item(pump.owned())));
    global.gives(item(order().build()));
    TreeMap<String, Long> acknowledged = new TreeMap<>();
    List<UpdatePhase> phases =
        List.of(
            UpdatePhase.OFFERED,
            UpdatePhase.DOWNLOADED,
            UpdatePhase.INSTALLING,
            UpdatePhase.TRIAL,
            UpdatePhase.COMMITTED);
    for (int step = 0; step < phases.size(); step++) {
      int reached = step;
      for (int round = 0; round < 4; round++) {
        runOrRestart(Duration.ofMillis(700));
        for (ScriptedDevice pump : pumps) {
          said(pump)
              .filter(downlink -> downlink.stream() == pump.stream)
              .ifPresent(
                  downlink ->
                      acknowledged.merge(pump.id.text(), downlink.acknowledged(), Math::max));
          driver.connected(Peer.of(pump.id), mqtt);
          sends(pump, pump.hello());
          said(pump)
              .flatMap(Downlink::desired)
              .filter(desired -> pump.lastSequence() == reached)
              .ifPresent(
                  desired ->
                      pump.reports(Fixtures.ROLLOUT, desired.generation(), phases.get(reached)));
          // An agent deletes what was acknowledged: nothing below is ever sent again.
          sends(pump, pump.entriesAbove(acknowledged.getOrDefault(pump.id.text(), 0L)));
        }
      }
    }
    runOrRestart(Duration.ofSeconds(5));
    runOrRestart(Duration.ofSeconds(5));
    List<RegionStatus> status = new ArrayList<>();
    driver.queries().status(status::add);
    loop.run(MOMENT);
    assertThat(status.get(0).counts().get(0).waves().get(0).committed())
        .as("%s", crash)
        .isEqualTo(2);
    for (ScriptedDevice pump : pumps) {
      List<UpdatePhase> relayed =
          global.taken.values().stream()
              .filter(report -> report.device().equals(pump.id))
              .map(
                  report ->
                      ((Reports.Verified)
                              Reports.verify(report.report(), pump.signer.publicKey(), pump.id))
                          .report())
              .map(Report::phase)
              .toList();
      assertThat(relayed).as("%s %s", crash, pump.id).isEqualTo(phases);
    }
    return new Told(store.commits());
  }

  private static final class Crashed extends RuntimeException {
    Crashed() {
      super("crash", null, false, false);
    }
  }

  private void runOrRestart(Duration time) {
    try {
      loop.run(time);
    } catch (Crashed e) {
      loop.forget();
      mqtt = new FakeFrontEnd();
      driver = driver(RegionSettings.of(Fixtures.REGION));
      loop.run(time);
    }
  }
}
