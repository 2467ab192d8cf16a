package dev.weir.region;

import dev.weir.node.Metrics;
import dev.weir.node.ThreadLoop;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.adapter.sqlite.SqliteTelemetryStore;
import dev.weir.region.drive.TelemetryDriver;
import dev.weir.region.drive.TelemetrySettings;
import dev.weir.region.telemetry.Retention;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Telemetry into one regional store: messages as agents send them, 12 readings a pack a minute, are
 * decoded by the production codec, taken, committed with {@code synchronous=FULL} and acknowledged;
 * as many are under way as the credit of each device allows. What the agents do, measuring and
 * encoding, is not counted. Prints one JSON object. Arguments: devices, minutes, packs a message.
 */
public final class TelemetryFigures {
  /** Messages that wait for their acknowledgement at most. */
  private static final int UNDER_WAY = 2_000;

  private static final int READINGS = 12;

  private TelemetryFigures() {}

  public static void main(String[] arguments) throws Exception {
    int devices = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 120;
    int packs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    Path folder = Files.createTempDirectory("weir-telemetry");
    try {
      run(folder.resolve("telemetry.db"), devices, minutes, packs);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void run(Path file, int devices, int minutes, int packs) throws Exception {
    ThreadLoop loop = new ThreadLoop("telemetry", Throwable::printStackTrace);
    TelemetrySettings settings = TelemetrySettings.of(Retention.DEFAULT);
    Instant start = Instant.now().minus(Duration.ofMinutes(minutes));
    TelemetryDriver driver =
        new TelemetryDriver(
            loop,
            () -> SqliteTelemetryStore.open(file, settings.bytes(), start),
            settings,
            new Metrics());
    driver.start(device -> {});
    loop.ask(() -> 0).get();
    long wall = 0;
    long processor = 0;
    Semaphore room = new Semaphore(UNDER_WAY);
    SplittableRandom chance = new SplittableRandom(1);
    for (int minute = 0; minute < minutes; minute += packs) {
      List<Bytes> messages = new ArrayList<>();
      for (int device = 0; device < devices; device++) {
        messages.add(message(start, minute, packs, chance));
      }
      long wallBefore = System.nanoTime();
      long before = processorTime();
      for (int device = 0; device < devices; device++) {
        room.acquire();
        send(driver, Fixtures.device(device), messages.get(device), room);
      }
      room.acquire(UNDER_WAY);
      room.release(UNDER_WAY);
      wall += System.nanoTime() - wallBefore;
      processor += processorTime() - before;
    }
    long question = question(driver, start, minutes);
    long readings = driver.totals().readings();
    driver.close();
    loop.drain(Duration.ofSeconds(10));
    if (readings != (long) devices * minutes * READINGS) {
      throw new IllegalStateException("taken were " + readings + " readings");
    }
    System.out.printf(
        Locale.ROOT,
        "{\"figure\":\"telemetry\",\"devices\":%d,\"minutes\":%d,\"packsInMessage\":%d,"
            + "\"readings\":%d,\"readingsPerSecond\":%.0f,\"processorMicrosPerReading\":%.2f,"
            + "\"readingsPerProcessorSecond\":%.0f,\"bytesPerReading\":%.1f,"
            + "\"questionMillis\":%.1f}%n",
        devices,
        minutes,
        packs,
        readings,
        readings / (wall / 1e9),
        processor / 1e3 / readings,
        readings / (processor / 1e9),
        Files.size(file) / (double) readings,
        question / 1e6);
  }

  private static Bytes message(Instant start, int minute, int packs, SplittableRandom chance) {
    List<Pack> all = new ArrayList<>();
    for (int next = minute; next < minute + packs; next++) {
      Instant at = start.plus(Duration.ofMinutes(next)).plusMillis(chance.nextInt(1000));
      List<Reading> readings = new ArrayList<>();
      for (Metric metric : Metric.values()) {
        double value = metric == Metric.CPU_LOAD ? chance.nextDouble() : chance.nextInt(1 << 30);
        readings.add(metric == Metric.DROPPED ? metric.reading(0, at) : metric.reading(value, at));
      }
      while (readings.size() < READINGS) {
        readings.add(new Reading("load.five", "/", chance.nextDouble(), at));
      }
      all.add(new Pack(next + 1, SenMl.encode(readings)));
    }
    return Uplink.CODEC.encode(new Readings(7, all));
  }

  /** What a front end's thread does. */
  private static void send(TelemetryDriver driver, DeviceId device, Bytes message, Semaphore room)
      throws Malformed {
    Readings readings = (Readings) Uplink.CODEC.decode(message);
    while (!driver.offer(device, readings, message.size(), reception -> room.release())) {
      Thread.onSpinWait();
    }
  }

  /** The answer to one device's whole time in 500 points, with the store's pages as they are. */
  private static long question(TelemetryDriver driver, Instant start, int minutes)
      throws Exception {
    TelemetryAsk ask =
        new TelemetryAsk(
            Optional.empty(), start, start.plus(Duration.ofMinutes(Math.max(1, minutes))), 500);
    CompletableFuture<Optional<TelemetryView>> answer = new CompletableFuture<>();
    long before = System.nanoTime();
    driver.ask(Fixtures.device(0), ask, answer::complete);
    if (answer.get().orElseThrow().series().isEmpty()) {
      throw new IOException("nothing is there");
    }
    return System.nanoTime() - before;
  }

  /** Of the whole process. */
  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
