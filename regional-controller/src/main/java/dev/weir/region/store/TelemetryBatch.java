package dev.weir.region.store;

import dev.weir.protocol.id.DeviceId;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Spool;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one commit of telemetry changes.
 *
 * @param devices each at most once
 * @param totals after it
 */
public record TelemetryBatch(List<Device> devices, TelemetryTotals totals) {
  public TelemetryBatch {
    devices = List.copyOf(devices);
  }

  /**
   * What came of one device.
   *
   * @param spool with it
   * @param samples to add, by minute
   * @param minutes the whole rows of the minutes that they fall in
   */
  public record Device(
      DeviceId device,
      Spool spool,
      Map<Long, List<Sample>> samples,
      SortedMap<Long, Minute> minutes) {}
}
