package dev.weir.region.drive;

import dev.weir.protocol.id.DeviceId;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which devices this region serves, as far as it is durable. Any thread may ask. */
final class Serving {
  private final Set<DeviceId> devices = ConcurrentHashMap.newKeySet();

  void begin(List<DeviceRecord> kept) {
    kept.forEach(device -> devices.add(device.id()));
  }

  void committed(Batch batch) {
    batch.devices().forEach(device -> devices.add(device.id()));
    batch.gone().forEach(devices::remove);
  }

  boolean has(DeviceId device) {
    return devices.contains(device);
  }
}
