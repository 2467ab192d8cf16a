package dev.weir.region.store;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.region.device.DeviceRecord;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** A store that outlives the driver that it is given to, and no process. */
public final class MemoryRegionStore implements RegionStore {
  private final TreeMap<DeviceId, DeviceRecord> devices = new TreeMap<>();
  private final TreeMap<RolloutId, DirectiveRow> directives = new TreeMap<>();
  private final TreeMap<Long, RelayedReport> relay = new TreeMap<>();
  private Meta meta = Meta.NEW;
  private int commits;

  /** Called with the number of the commit; what it throws is a crash. */
  public IntConsumer beforeCommit = number -> {};

  public IntConsumer afterCommit = number -> {};

  @Override
  public Loaded load() {
    return new Loaded(
        meta,
        false,
        Optional.empty(),
        List.copyOf(devices.values()),
        List.copyOf(directives.values()));
  }

  @Override
  public void commit(Batch batch) {
    int number = ++commits;
    beforeCommit.accept(number);
    batch.devices().forEach(device -> devices.put(device.id(), device));
    batch.gone().forEach(devices::remove);
    batch.directives().forEach(row -> directives.put(row.directive().rollout(), row));
    batch.dropped().forEach(directives::remove);
    batch.relayed().forEach(report -> relay.put(report.sequence(), report));
    relay.headMap(batch.meta().relayTaken(), true).clear();
    meta = batch.meta();
    afterCommit.accept(number);
  }

  public int commits() {
    return commits;
  }

  @Override
  public List<RelayedReport> relayed(long after, int limit) {
    return relay.tailMap(after, false).values().stream().limit(limit).toList();
  }

  @Override
  public void close() {}
}
