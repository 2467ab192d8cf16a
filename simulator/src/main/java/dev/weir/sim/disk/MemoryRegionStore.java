package dev.weir.sim.disk;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import dev.weir.region.store.DirectiveRow;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import dev.weir.sim.check.RegionWatch;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A region's store in memory: what was committed is kept, whatever happens to the region. */
public final class MemoryRegionStore implements RegionStore {
  private final TreeMap<DeviceId, DeviceRecord> devices = new TreeMap<>();
  private final TreeMap<RolloutId, DirectiveRow> directives = new TreeMap<>();
  private final TreeMap<Long, RelayedReport> relayed = new TreeMap<>();
  private final RegionWatch watch;
  private final Fuse fuse;
  private Meta meta = Meta.NEW;

  public MemoryRegionStore(RegionWatch watch, Fuse fuse) {
    this.watch = watch;
    this.fuse = fuse;
  }

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
    fuse.commit(
        () -> {
          watch.stores(batch);
          take(batch);
        });
  }

  private void take(Batch batch) {
    batch.gone().forEach(devices::remove);
    batch.devices().forEach(row -> devices.put(row.id(), row));
    batch.dropped().forEach(directives::remove);
    batch.directives().forEach(row -> directives.put(row.directive().rollout(), row));
    batch.relayed().forEach(report -> relayed.put(report.sequence(), report));
    meta = batch.meta();
    relayed.headMap(meta.relayTaken(), true).clear();
  }

  @Override
  public List<RelayedReport> relayed(long after, int limit) {
    return relayed.tailMap(after, false).values().stream().limit(limit).toList();
  }

  @Override
  public void close() {}
}
