package dev.weir.region.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import dev.weir.region.store.RegionStoreContract;
import dev.weir.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRegionStoreTest extends RegionStoreContract {
  @TempDir Path folder;

  @Override
  protected RegionStore open() {
    return SqliteRegionStore.open(file());
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
