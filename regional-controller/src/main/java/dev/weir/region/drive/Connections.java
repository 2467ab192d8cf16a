package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Downlink;
import java.util.HashMap;
import java.util.Map;

/** Through which front end each device is reached. */
final class Connections {
  /** For finding one, never iterated. */
  private final Map<DeviceId, FrontEnd> byDevice = new HashMap<>();

  private final Metrics metrics;

  Connections(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Whether it was reached through another one before, or not at all. */
  boolean connected(DeviceId device, FrontEnd through) {
    return !through.equals(byDevice.put(device, through));
  }

  /** Whether it is out of reach now; not where another front end reaches it by now. */
  boolean disconnected(DeviceId device, FrontEnd through) {
    return byDevice.remove(device, through);
  }

  /** Does nothing where the device is out of reach. */
  void send(DeviceId device, Downlink downlink) {
    FrontEnd through = byDevice.get(device);
    if (through != null) {
      metrics.count("weir_downlinks_total", 1);
      through.send(device, Downlink.CODEC.encode(downlink));
    }
  }
}
