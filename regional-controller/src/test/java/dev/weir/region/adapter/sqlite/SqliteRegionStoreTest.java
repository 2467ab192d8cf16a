package dev.weir.region.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import dev.weir.region.store.RegionStoreContract;
import dev.weir.storage.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRegionStoreTest extends RegionStoreContract {
  @TempDir Path folder;

  @Override
  protected RegionStore open() {
    return SqliteRegionStore.open(file(), Fixtures.START);
  }

  private Path file() {
    return folder.resolve("region.db");
  }

  private static Batch at(long sequence) {
    return new Batch(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Meta(5, sequence, 0, 0, 0, Optional.empty()));
  }

  @Test
  void aBatchThatFailsChangesNothing() {
    RelayedReport twice = new RelayedReport(1, Fixtures.device(1), 1, Bytes.EMPTY);
    Batch batch =
        new Batch(
            List.of(DeviceRecord.of(new ScriptedDevice(1).owned())),
            List.of(),
            List.of(),
            List.of(),
            List.of(twice, twice),
            new Meta(1, 1, 1, 1, 0, Optional.empty()));
    try (RegionStore store = open()) {
      assertThatThrownBy(() -> store.commit(batch)).isInstanceOf(StorageException.class);
      assertThat(store.load().devices()).isEmpty();
      assertThat(store.load().meta()).isEqualTo(Meta.NEW);
    }
  }

  @Test
  void aCorruptDatabaseIsSalvagedAndTellsSoUntilTheNextCommit() throws IOException {
    List<DeviceRecord> devices = new ArrayList<>();
    List<RelayedReport> reports = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      ScriptedDevice device = new ScriptedDevice(i);
      devices.add(DeviceRecord.of(device.owned()));
      device.reports(Fixtures.ROLLOUT, Fixtures.generation(1), UpdatePhase.OFFERED);
      Bytes report = device.entriesAbove(0).entries().get(0).body();
      reports.add(new RelayedReport(i, device.id, 1, report));
    }
    Meta meta = new Meta(5, 9, 7, 200, 0, Optional.empty());
    try (RegionStore store = open()) {
      store.commit(new Batch(devices, List.of(), List.of(), List.of(), reports, meta));
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      bytes.seek(12 * 4096L);
      bytes.write(new byte[2000]);
    }
    try (RegionStore store = open()) {
      Loaded loaded = store.load();
      assertThat(loaded.salvaged().orElseThrow()).contains("corrupt", "device");
      assertThat(loaded.devices()).hasSizeGreaterThan(100).isSubsetOf(devices);
      assertThat(loaded.meta().relayed()).isEqualTo(200);
      List<RelayedReport> kept = store.relayed(0, 1000);
      assertThat(kept).isSubsetOf(reports);
      assertThat(loaded.devices().size() + kept.size()).isBetween(300, 399);
    }
    try (RegionStore store = open()) {
      assertThat(store.load().salvaged()).as("nothing followed from it yet").isPresent();
      store.commit(at(1));
      assertThat(store.load().salvaged()).isEmpty();
    }
    try (RegionStore store = open()) {
      assertThat(store.load().salvaged()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatWasPutBackFromACopyIsTold() throws IOException {
    Path copy = folder.resolve("copy.db");
    try (RegionStore store = open()) {
      store.commit(at(1));
    }
    Files.copy(file(), copy);
    try (RegionStore store = open()) {
      store.commit(at(100));
      assertThat(store.load().isRestored()).isFalse();
    }
    try (RegionStore store = open()) {
      assertThat(store.load().isRestored()).isFalse();
    }
    Files.copy(copy, file(), StandardCopyOption.REPLACE_EXISTING);
    try (RegionStore store = open()) {
      assertThat(store.load().isRestored()).isTrue();
      store.commit(at(0));
    }
    try (RegionStore store = open()) {
      assertThat(store.load().isRestored()).isFalse();
    }
  }
}
