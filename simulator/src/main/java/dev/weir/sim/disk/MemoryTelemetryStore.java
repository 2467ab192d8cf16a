package dev.weir.sim.disk;

import dev.weir.protocol.id.DeviceId;
import dev.weir.region.store.TelemetryBatch;
import dev.weir.region.store.TelemetryStore;
import dev.weir.region.store.TelemetryTotals;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Plot;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Telemetry in memory: what was committed is kept, whatever happens to the region. */
public final class MemoryTelemetryStore implements TelemetryStore {
  private final TreeMap<DeviceId, Spool> spools = new TreeMap<>();
  private final TreeMap<DeviceId, NavigableMap<Long, List<Sample>>> raw = new TreeMap<>();
  private final TreeMap<DeviceId, NavigableMap<Long, Minute>> minutes = new TreeMap<>();
  private TelemetryTotals totals = TelemetryTotals.NONE;
  private final Fuse fuse;

  public MemoryTelemetryStore(Fuse fuse) {
    this.fuse = fuse;
  }

  @Override
  public TelemetryTotals totals() {
    return totals;
  }

  @Override
  public Spool spool(DeviceId device) {
    return spools.getOrDefault(device, Spool.UNKNOWN);
  }

  @Override
  public Minute minute(DeviceId device, long minute) {
    return of(minutes, device).getOrDefault(minute, new Minute()).copy();
  }

  private static <T> NavigableMap<Long, T> of(
      Map<DeviceId, NavigableMap<Long, T>> all, DeviceId device) {
    return all.computeIfAbsent(device, none -> new TreeMap<>());
  }

  private void take(TelemetryBatch batch) {
    for (TelemetryBatch.Device device : batch.devices()) {
      spools.put(device.device(), device.spool());
      NavigableMap<Long, List<Sample>> kept = of(raw, device.device());
      device
          .samples()
          .forEach(
              (minute, more) ->
                  kept.computeIfAbsent(minute, none -> new ArrayList<>()).addAll(more));
      device
          .minutes()
          .forEach((number, row) -> of(minutes, device.device()).put(number, row.copy()));
    }
    totals = batch.totals();
  }

  @Override
  public void read(DeviceId device, Plot plot) {
    long first = plot.firstMinute();
    long last = plot.lastMinute() + 1;
    if (plot.isOfMinutes()) {
      of(minutes, device).subMap(first, last).forEach(plot::add);
    } else {
      of(raw, device).subMap(first, last).values().forEach(all -> all.forEach(plot::add));
    }
  }

  @Override
  public boolean prune(long rawFrom, long minutesFrom, int devices) {
    raw.values().forEach(rows -> rows.headMap(rawFrom).clear());
    minutes.values().forEach(rows -> rows.headMap(minutesFrom).clear());
    spools.values().removeIf(spool -> Sample.minuteOf(spool.heard().toEpochMilli()) < minutesFrom);
    return true;
  }

  @Override
  public void commit(TelemetryBatch batch) {
    fuse.commit(() -> take(batch));
  }

  @Override
  public long used() {
    return 0;
  }

  @Override
  public long room() {
    return Long.MAX_VALUE;
  }

  @Override
  public Optional<String> salvaged() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
