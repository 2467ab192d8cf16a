package dev.weir.agent.adapter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a machine, from files as Linux writes them. */
class ProbesTest {
  @TempDir Path root;

  private void put(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static Map<Metric, Double> measure(Probe probe) {
    Map<Metric, Double> found = new EnumMap<>(Metric.class);
    probe.measure(found::put);
    return found;
  }

  private void machine() throws IOException {
    put("proc/stat", "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1\nintr 5\n");
    put("proc/meminfo", "MemTotal:     2048 kB\nMemFree:       100 kB\nMemAvailable:  512 kB\n");
    put(
        "proc/net/dev",
        """
        Inter-|   Receive                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes packets
            lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0
          eth0:1000 9 0 0 0 0 0 0 200 9 0 0 0 0 0 0
         wlan0: 24 9 0 0 0 0 0 0 1 9 0 0 0 0 0 0
        """);
    put("sys/class/thermal/thermal_zone0/temp", "41500\n");
    put("sys/class/thermal/thermal_zone1/temp", "48250\n");
    put("sys/class/thermal/thermal_zone2/temp", "-274000\n");
    put("sys/class/thermal/thermal_zone3/temp", "broken\n");
    put("sys/class/thermal/cooling_device0/temp", "99000\n");
  }

  @Test
  void allThatThereIsIsMeasured() throws IOException {
    machine();
    Probe probe = Probes.of(root, root);
    Map<Metric, Double> first = measure(probe);
    assertThat(first).doesNotContainKey(Metric.CPU_LOAD);
    put("proc/stat", "cpu  130 0 120 740 110 0 0 0 0 0\n");
    Map<Metric, Double> second = measure(probe);
    assertThat(second)
        .containsEntry(Metric.CPU_LOAD, 0.5)
        .containsEntry(Metric.MEMORY_TOTAL, 2048.0 * 1024)
        .containsEntry(Metric.MEMORY_USED, 1536.0 * 1024)
        .containsEntry(Metric.TEMPERATURE, 48.25)
        .containsEntry(Metric.NETWORK_RECEIVED, 1024.0)
        .containsEntry(Metric.NETWORK_SENT, 201.0);
    assertThat(second.get(Metric.DISK_USED))
        .isPositive()
        .isLessThanOrEqualTo(second.get(Metric.DISK_TOTAL));
  }

  @Test
  void whatHasNoSourceGivesNoReading() {
    Probe probe = Probes.of(root, root);
    measure(probe);
    assertThat(measure(probe)).containsOnlyKeys(Metric.DISK_TOTAL, Metric.DISK_USED);
  }

  @Test
  void nonsenseGivesNoReading() throws IOException {
    put("proc/stat", "cpu\n");
    put("proc/meminfo", "MemTotal: many kB\nMemAvailable: 5 kB\n");
    put("proc/net/dev", "  lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n eth0: 1 2\n");
    put("sys/class/thermal/thermal_zone0/temp", "");
    Probe probe = Probes.of(root, root.resolve("no/such/folder"));
    measure(probe);
    assertThat(measure(probe)).isEmpty();
    put("proc/stat", "cpu a b c d e f g h\n");
    put("proc/net/dev", "eth0: a b c d e f g h i j\n");
    assertThat(measure(probe)).isEmpty();
  }

  @Test
  void thisMachineSaysSomething() {
    Probe probe = Probes.of(Path.of("/"), root);
    assertThat(measure(probe)).containsKey(Metric.DISK_TOTAL);
  }
}
