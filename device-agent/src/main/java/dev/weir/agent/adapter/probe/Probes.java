package dev.weir.agent.adapter.probe;

import dev.weir.agent.probe.Probe;
import java.nio.file.Path;
import java.util.List;

/** All probes of a machine in one. */
public final class Probes {
  private Probes() {}

  /**
   * Those of this machine.
   *
   * @param root of the file system, {@code /} but for tests
   * @param data on the disk that is measured
   */
  public static Probe of(Path root, Path data) {
    Path proc = root.resolve("proc");
    List<Probe> all =
        List.of(
            new CpuProbe(proc.resolve("stat")),
            new MemoryProbe(proc.resolve("meminfo")),
            new DiskProbe(data),
            new TemperatureProbe(root.resolve("sys/class/thermal")),
            new NetworkProbe(proc.resolve("net/dev")));
    return into -> all.forEach(probe -> probe.measure(into));
  }
}
