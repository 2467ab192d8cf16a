package dev.weir.agent.adapter.probe;

import dev.weir.agent.probe.Probe;
import dev.weir.protocol.telemetry.Metric;
import java.nio.file.Path;
import java.util.function.ObjDoubleConsumer;

/** Bytes over all interfaces but loopback. */
final class NetworkProbe implements Probe {
  /** Columns after the interface's name: received bytes first, sent bytes ninth. */
  private static final int RECEIVED = 0;

  private static final int SENT = 8;
  private static final String COUNT = "\\d{1,17}";

  private final Path dev;

  NetworkProbe(Path dev) {
    this.dev = dev;
  }

  @Override
  public void measure(ObjDoubleConsumer<Metric> into) {
    long received = 0;
    long sent = 0;
    boolean found = false;
    for (String line : KernelFile.lines(dev)) {
      int colon = line.indexOf(':');
      String[] columns = line.substring(colon + 1).trim().split(" +", -1);
      boolean isInterface =
          colon > 0
              && columns.length > SENT
              && columns[RECEIVED].matches(COUNT)
              && columns[SENT].matches(COUNT);
      if (isInterface && !line.substring(0, colon).trim().equals("lo")) {
        found = true;
        received += Long.parseLong(columns[RECEIVED]);
        sent += Long.parseLong(columns[SENT]);
      }
    }
    if (found) {
      into.accept(Metric.NETWORK_RECEIVED, (double) received);
      into.accept(Metric.NETWORK_SENT, (double) sent);
    }
  }
}
