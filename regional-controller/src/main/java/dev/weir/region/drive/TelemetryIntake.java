package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.region.store.TelemetryBatch;
import dev.weir.region.store.TelemetryStore;
import dev.weir.region.store.TelemetryTotals;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Taking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One batch of messages on its way into the store: what is to be kept, and who waits for it. */
final class TelemetryIntake {
  private final TelemetryStore store;
  private final Map<DeviceId, Taking> takings = new LinkedHashMap<>();
  private final List<Reply> replies = new ArrayList<>();

  private record Reply(TelemetryQueue.Message message, Reception reception) {}

  TelemetryIntake(TelemetryStore store) {
    this.store = store;
  }

  void take(TelemetryQueue.Message message, Instant now) {
    Taking taking =
        takings.computeIfAbsent(message.device(), device -> new Taking(store.spool(device)));
    boolean isAllowed = taking.take(message.readings(), now);
    replies.add(new Reply(message, isAllowed ? Reception.TAKEN : Reception.REFUSED));
  }

  /** All of it, on top of what was taken before. */
  TelemetryBatch batch(TelemetryTotals before) {
    List<TelemetryBatch.Device> devices = new ArrayList<>();
    TelemetryTotals totals = before;
    for (Map.Entry<DeviceId, Taking> entry : takings.entrySet()) {
      Taking taking = entry.getValue();
      devices.add(
          new TelemetryBatch.Device(
              entry.getKey(), taking.spool(), taking.samples(), minutes(entry.getKey(), taking)));
      totals = totals.and(taking.counts().readings(), taking.counts().dropped());
    }
    return new TelemetryBatch(devices, totals);
  }

  private SortedMap<Long, Minute> minutes(DeviceId device, Taking taking) {
    TreeMap<Long, Minute> minutes = new TreeMap<>();
    for (Map.Entry<Long, List<Sample>> entry : taking.samples().entrySet()) {
      Minute minute = store.minute(device, entry.getKey());
      minute.add(entry.getValue());
      minutes.put(entry.getKey(), minute);
    }
    return minutes;
  }

  /** It is durable: tells who waits for it. */
  void reply() {
    replies.forEach(reply -> reply.message().taken().accept(reply.reception()));
  }

  void count(Metrics metrics) {
    for (Taking taking : takings.values()) {
      metrics.count("weir_readings_total", taking.counts().readings());
      metrics.count("weir_packs_unreadable_total", taking.counts().unreadable());
      metrics.count("weir_readings_surplus_total", taking.counts().surplus());
    }
  }
}
