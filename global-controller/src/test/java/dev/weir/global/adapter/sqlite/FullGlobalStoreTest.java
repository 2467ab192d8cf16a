package dev.weir.global.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.global.Samples;
import dev.weir.global.store.Commit;
import dev.weir.global.store.StoreFull;
import dev.weir.storage.Sqlite;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullGlobalStoreTest {
  @TempDir private Path folder;

  private static Commit many(int from) {
    Commit.Builder commit = new Commit.Builder();
    for (int i = from; i < from + 200; i++) {
      commit.put(Samples.device("d" + i, Samples.NORTH));
    }
    return commit.build();
  }

  private static void allow(Sqlite database, int pages) {
    database.read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA max_page_count=" + pages);
          }
        });
  }

  @Test
  void aCommitWithoutRoomIsToldFromOtherTroubleKeepsNothingAndSucceedsLater() {
    try (Sqlite database = Sqlite.open(folder.resolve("global.db"), Schema.MIGRATIONS);
        SqliteGlobalStore store = new SqliteGlobalStore(database)) {
      store.commit(new Commit.Builder().put(Samples.device("a", Samples.NORTH)).build());
      allow(database, 1);
      assertThatThrownBy(() -> store.commit(many(0))).isInstanceOf(StoreFull.class);
      assertThat(store.device(Samples.device("d0", Samples.NORTH).id())).isEmpty();
      assertThat(store.device(Samples.device("a", Samples.NORTH).id())).isPresent();
      allow(database, 1_000_000);
      store.commit(many(0));
      assertThat(store.device(Samples.device("d199", Samples.NORTH).id())).isPresent();
    }
  }
}
