package dev.weir.region.adapter.sqlite;

import dev.weir.region.store.StoreCorrupt;
import dev.weir.region.store.StoreFull;
import dev.weir.storage.StorageException;
import java.util.function.Supplier;

/** What a disk's failures mean to a region: the ones that it does something about by itself. */
final class Failures {
  private Failures() {}

  static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw translated(e);
    }
  }

  private static RuntimeException translated(StorageException e) {
    return switch (e.trouble()) {
      case FULL -> new StoreFull(String.valueOf(e.getMessage()), e);
      case CORRUPT -> new StoreCorrupt(String.valueOf(e.getMessage()), e);
      case OTHER -> e;
    };
  }
}
