package dev.weir.agent.adapter.probe;

import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ObjDoubleConsumer;

/** The file system that holds the agent's folder. */
final class DiskProbe implements Probe {
  private final Path data;

  DiskProbe(Path data) {
    this.data = data;
  }

  @Override
  public void measure(ObjDoubleConsumer<Metric> into) {
    try {
      FileStore store = Files.getFileStore(data);
      long total = store.getTotalSpace();
      if (total > 0) {
        into.accept(Metric.DISK_TOTAL, (double) total);
        into.accept(Metric.DISK_USED, (double) (total - store.getUnallocatedSpace()));
      }
    } catch (IOException e) {
      // A disk that does not say how full it is gives no reading.
      return;
    }
  }
}
