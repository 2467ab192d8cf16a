package dev.weir.agent.drive;

import dev.weir.agent.adapter.probe.Probes;
import dev.weir.agent.adapter.sqlite.SqliteSpool;
import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An agent that is offline for a week and measures this machine at the default interval into a real
 * spool: heap, processor time and bytes on the disk; then it comes back. Time is virtual, the disk
 * is not. The agent's own store, its connection and its image are in memory.
 */
public final class SpoolFigures {
  private static final int DAYS = 7;
  private static final double MIB = 1024 * 1024;

  private SpoolFigures() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("weir-spool");
    try {
      measure(folder);
    } finally {
      delete(folder);
    }
  }

  private static void measure(Path folder) throws IOException {
    World world = new World();
    SqliteSpool store = SqliteSpool.at(folder.resolve("spool.db"), world.time::now);
    world.spool = Optional.of(store);
    world.probe = Optional.of(whole(Probes.of(Path.of("/"), folder)));
    world.region.offline = true;
    world.start();
    world.run(Duration.ofMinutes(1));
    long cpu = cpu();
    long written = written();
    long peak = 0;
    for (int hour = 0; hour < DAYS * 24; hour++) {
      world.run(Duration.ofHours(1));
      peak = Math.max(peak, used());
    }
    cpu = cpu() - cpu;
    written = written() - written;
    AgentStatus status = world.driver().status();
    System.out.printf(
        "%d days offline, a measurement every %s: %d packs of %.1f MiB wait, %d readings dropped%n",
        DAYS,
        world.settings.telemetry().every(),
        status.packs(),
        status.spoolBytes() / MIB,
        status.dropped());
    System.out.printf(
        "%.1f s of processor time, heap at most %.1f of %.1f MiB, spool.db %.1f MiB, its log %.1f"
            + " MiB, written %.1f MiB a day%n",
        cpu / 1e9,
        peak / MIB,
        Runtime.getRuntime().maxMemory() / MIB,
        size(folder, "spool.db"),
        size(folder, "spool.db-wal"),
        written / MIB / DAYS);
    back(world);
    store.close();
  }

  /** In virtual time a processor's load is rarely measured, and not every machine has a sensor. */
  private static Probe whole(Probe real) {
    SplittableRandom chance = new SplittableRandom(1);
    return into -> {
      Map<Metric, Double> found = new EnumMap<>(Metric.class);
      real.measure(found::put);
      found.put(Metric.CPU_LOAD, chance.nextDouble());
      found.put(Metric.TEMPERATURE, chance.nextInt(40_000, 60_000) / 1000.0);
      found.forEach(into::accept);
    };
  }

  private static void back(World world) {
    world.region.offline = false;
    world.region.credit = 15;
    long cpu = cpu();
    Duration passed = Duration.ZERO;
    long readings = 0;
    while (world.driver().status().packs() > 8 && passed.toHours() < 1) {
      world.run(Duration.ofSeconds(1));
      passed = passed.plusSeconds(1);
      readings += world.region.readings.size();
      world.region.readings.clear();
      world.region.uplinks.clear();
    }
    System.out.printf(
        "then %d readings went to the region in %s of virtual time and %.1f s of processor time%n",
        readings, passed, (cpu() - cpu) / 1e9);
  }

  private static double size(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.size(file) / MIB : 0;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** What this process has caused to be written to disks, in bytes; 0 where nobody counts it. */
  private static long written() throws IOException {
    Path io = Path.of("/proc/self/io");
    List<String> lines = Files.isReadable(io) ? Files.readAllLines(io) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("write_bytes: "))
        .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length())))
        .sum();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
