package dev.weir.global.store;

import dev.weir.global.Samples;
import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteGlobalStoreTest extends GlobalStoreContract {
  @TempDir private Path folder;

  @Override
  protected GlobalStore open() {
    return SqliteGlobalStore.open(folder.resolve("global.db"), false, Samples.NOON);
  }
}
