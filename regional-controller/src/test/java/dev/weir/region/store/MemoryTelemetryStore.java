package dev.weir.region.store;

import dev.weir.protocol.id.DeviceId;
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
import java.util.function.IntConsumer;

/** A telemetry store that outlives the driver that it is given to, and no process. */
public final class MemoryTelemetryStore implements TelemetryStore {
  private final TreeMap<DeviceId, Spool> spools = new TreeMap<>();
  private final TreeMap<DeviceId, NavigableMap<Long, List<Sample>>> raw = new TreeMap<>();
  private final TreeMap<DeviceId, NavigableMap<Long, Minute>> minutes = new TreeMap<>();
  private TelemetryTotals totals = TelemetryTotals.NONE;
  private int commits;

  /** Called with the number of the commit; what it throws is a crash, or a full disk. */
  public IntConsumer beforeCommit = number -> {};

  public IntConsumer afterCommit = number -> {};
  public long room = Long.MAX_VALUE;

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
    int number = ++commits;
    beforeCommit.accept(number);
    take(batch);
    afterCommit.accept(number);
  }

  public int commits() {
    return commits;
  }

  @Override
  public long used() {
    return 0;
  }

  @Override
  public long room() {
    return room;
  }

  @Override
  public Optional<String> salvaged() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
