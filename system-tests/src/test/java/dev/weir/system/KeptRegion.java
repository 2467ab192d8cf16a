package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.adapter.sqlite.SqliteRegionStore;
import dev.weir.region.core.CoreLimits;
import dev.weir.region.core.RegionCore;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.RegionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What a region's files hold, as the production store reads them. */
record KeptRegion(Loaded loaded, List<RelayedReport> relayed) {

  /** Reads a copy, so that the region itself recovers from the files as they were left. */
  static KeptRegion copyOf(Path folder, Path copy) throws IOException {
    Files.createDirectories(copy);
    try (var files = Files.newDirectoryStream(folder, "region.db*")) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return open(copy);
  }

  static KeptRegion open(Path folder) {
    try (RegionStore store =
        SqliteRegionStore.open(RegionProcess.database(folder), Instant.now())) {
      return new KeptRegion(store.load(), store.relayed(0, Integer.MAX_VALUE));
    }
  }

  TreeMap<DeviceId, Long> cursors() {
    TreeMap<DeviceId, Long> cursors = new TreeMap<>();
    loaded.devices().forEach(device -> cursors.put(device.id(), device.outbox().cursor()));
    return cursors;
  }

  /**
   * Demands that nothing that the pump was told of is lost, and that each report up to the cursor
   * is there once and in order: no more, no less.
   */
  void holds(Pump pump, long acknowledged) {
    long cursor = cursors().getOrDefault(pump.id(), 0L);
    assertThat(cursor).as("durable entries of %s", pump.id()).isGreaterThanOrEqualTo(acknowledged);
    List<Bytes> reports =
        relayed.stream()
            .filter(report -> report.device().equals(pump.id()))
            .map(RelayedReport::report)
            .toList();
    assertThat(reports)
        .as("reports of %s up to %s", pump.id(), cursor)
        .isEqualTo(pump.reportsUpTo(cursor));
  }

  /** Devices that committed the rollout, counted anew from what is kept. */
  long committed() {
    RegionCore core = new RegionCore(OwningGlobal.REGION, CoreLimits.DEFAULT);
    core.load(loaded, Instant.now());
    return core.counts().get(0).waves().get(0).committed();
  }

  long anomalies() {
    return loaded.devices().stream().mapToLong(DeviceRecord::anomalies).sum();
  }
}
