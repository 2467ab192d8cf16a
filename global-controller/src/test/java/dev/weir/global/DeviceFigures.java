package dev.weir.global;

import dev.weir.global.adapter.memory.MemoryArtifacts;
import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.drive.Settings;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.LastReport;
import dev.weir.global.registry.Filter;
import dev.weir.global.store.Certificates;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.selector.Selector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How long a call holds global's loop with so many devices in a real database, and how much of the
 * processor it takes: {@code ./weir figures devices [DEVICES]}.
 */
public final class DeviceFigures {
  private static final int ROUNDS = 200;
  private static final long MILLION = 1_000_000;

  private final int devices;
  private final VirtualLoop loop = new VirtualLoop();
  private final Random random = new Random(1);
  private final SqliteGlobalStore store;

  private DeviceFigures(int devices, Path file) {
    this.devices = devices;
    this.store = SqliteGlobalStore.open(file, false, Instant.EPOCH);
  }

  public static void main(String[] arguments) throws IOException {
    int devices = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("figures");
    try {
      new DeviceFigures(devices, folder.resolve("global.db")).run();
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private Device device(int number) {
    Device plain = Samples.device("pump-%06d".formatted(number), RegionId.of("r" + number % 4));
    Device labelled =
        new Device(
            plain.id(),
            plain.region(),
            number,
            SiteId.of("site-" + number % 500),
            plain.model(),
            number % 3 == 0 ? "rev-b" : "rev-a",
            Map.of(
                "ring",
                number % 10 == 0 ? "lab" : "field",
                "country",
                List.of("de", "fr", "us", "jp").get(number % 4),
                "serial",
                "sn-" + number * 7919L),
            plain.reportKey(),
            plain.pin(),
            plain.enrolledAt(),
            plain.last());
    return number % 20 == 0 ? labelled : running(labelled, number % 7);
  }

  private static Device running(Device device, int version) {
    Digest image = Digest.of(new byte[] {(byte) version});
    return device.reported(
        new LastReport(
            Samples.report(device.id(), 1, Optional.empty(), image), image, Samples.NOON, 0));
  }

  private void run() {
    for (int from = 0; from < devices; from += 1000) {
      Commit.Builder commit = new Commit.Builder();
      for (int i = from; i < Math.min(devices, from + 1000); i++) {
        commit.put(device(i));
      }
      store.commit(commit.build());
    }
    long before = heap();
    long cpu = cpu();
    long start = System.nanoTime();
    GlobalDriver driver =
        new GlobalDriver(
            loop, random, store, new MemoryArtifacts(), new NoCertificates(), Settings.DEFAULT);
    loop.run();
    System.out.printf(
        "%d devices: a start reads them in %d ms (%d ms CPU), and they take %d MB of heap%n",
        devices,
        (System.nanoTime() - start) / MILLION,
        (cpu() - cpu) / MILLION,
        (heap() - before) / MILLION);
    pages(driver);
    measure("overview", driver::overview);
    measure(
        "plan of residency rules, over all turns of the loop", () -> driver.planResidency(rules()));
    store.close();
  }

  private static List<ResidencyRule> rules() {
    return List.of(
        new ResidencyRule("eu", "country in (de,fr)", List.of(RegionId.of("r0"))),
        new ResidencyRule("lab", "ring=lab", List.of(RegionId.of("r1"))));
  }

  private void pages(GlobalDriver driver) {
    page(driver, "all, 100", Filter.ALL, 100);
    page(driver, "all, 1000", Filter.ALL, 1000);
    page(driver, "country=de,ring=field, 100", selected("country=de,ring=field"), 100);
    page(driver, "site=site-77, 100", selected("site=site-77"), 100);
    page(driver, "serial of one device", selected("serial=sn-" + (devices - 1) * 7919L), 100);
    page(
        driver,
        "country notin (de,fr,us,jp): nobody",
        selected("country notin (de,fr,us,jp)"),
        100);
    page(
        driver,
        "state UNKNOWN, region r2, version 1: nobody",
        new Filter(
            Selector.ALL,
            Optional.of(DeviceState.UNKNOWN),
            Optional.of(Optional.of(new Version("1"))),
            Optional.of(Optional.of(RegionId.of("r2")))),
        100);
  }

  private static Filter selected(String selector) {
    return Filter.of(Selector.parse(selector));
  }

  private void page(GlobalDriver driver, String name, Filter filter, int limit) {
    measure(
        "page of " + name,
        () -> {
          String cursor = limit == 100 ? "" : "pump-%06d".formatted(random.nextInt(devices / 2));
          CompletableFuture<Reply<DevicePage>> reply = driver.devices(filter, cursor, limit);
          return reply;
        });
  }

  private <T> void measure(String name, Supplier<CompletableFuture<Reply<T>>> call) {
    for (int i = 0; i < ROUNDS / 4; i++) {
      once(call);
    }
    List<Long> times = new ArrayList<>();
    long cpu = cpu();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      once(call);
      times.add(System.nanoTime() - start);
    }
    long each = (cpu() - cpu) / ROUNDS;
    Collections.sort(times);
    System.out.printf(
        "%-55s p50 %6.2f ms, p99 %6.2f ms, CPU %6.2f ms%n",
        name, times.get(ROUNDS / 2) / 1e6, times.get(ROUNDS * 99 / 100) / 1e6, each / 1e6);
  }

  private <T> void once(Supplier<CompletableFuture<Reply<T>>> call) {
    CompletableFuture<Reply<T>> reply = call.get();
    loop.run();
    if (!(reply.join() instanceof Reply.Done<T>)) {
      throw new IllegalStateException("refused: " + reply.join());
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Nobody joins here. */
  private static final class NoCertificates implements Certificates {
    @Override
    public Request check(String csr) {
      return new Invalid("nobody joins");
    }

    @Override
    public String issue(Peer peer, String csr) {
      throw new IllegalStateException("nobody joins");
    }

    @Override
    public String authorities() {
      return "";
    }
  }
}
