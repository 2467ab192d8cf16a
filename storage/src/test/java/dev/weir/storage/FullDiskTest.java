package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.disk.check.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  private static final int MIB = 1024 * 1024;

  private static final List<String> TABLE =
      List.of("CREATE TABLE a (n INTEGER PRIMARY KEY, body BLOB NOT NULL)");

  /** More than the free pages of a database can take: what a commit adds. */
  private static final int ROW_BYTES = 20_000;

  @TempDir Path folder;

  private static void add(Sqlite database, int first, int rows) {
    database.transaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO a VALUES (?, ?)")) {
            for (int row = first; row < first + rows; row++) {
              insert.setInt(1, row);
              insert.setBytes(2, new byte[ROW_BYTES]);
              insert.executeUpdate();
            }
            return rows;
          }
        });
  }

  private static void pragma(Sqlite database, String pragma) {
    database.read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA " + pragma);
          }
        });
  }

  private static int count(Sqlite database) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT count(*) FROM a")) {
            return row.getInt(1);
          }
        });
  }

  /** Adds rows one by one until there is no room for one more; gives how many there were. */
  private static int addUntilFull(Sqlite database, int first) {
    for (int row = first; row < 1000; row++) {
      try {
        add(database, row, 1);
      } catch (StorageException e) {
        assertThat(e.trouble()).as(e.getMessage()).isEqualTo(Trouble.FULL);
        return row;
      }
    }
    throw new AssertionError("a disk of 1 MiB took 1000 rows");
  }

  @Test
  void aCommitWithoutRoomIsUndoneAsAWholeAndSucceedsOnceThereIsRoom() {
    try (Sqlite database = Sqlite.open(folder.resolve("a.db"), TABLE)) {
      add(database, 0, 1);
      pragma(database, "max_page_count=20");
      for (int time = 0; time < 3; time++) {
        assertThatThrownBy(() -> add(database, 1, 9))
            .isInstanceOfSatisfying(
                StorageException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.FULL));
        assertThat(count(database)).isEqualTo(1);
      }
      pragma(database, "max_page_count=1000");
      add(database, 1, 9);
      assertThat(count(database)).isEqualTo(10);
    }
  }

  @Test
  void onARealFullDiskEachCommitIsThereOrNotAndTheSameOneSucceedsLater() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      int rows;
      try (Sqlite database = Sqlite.open(disk.resolve("a.db"), TABLE)) {
        add(database, 0, 1);
        disk.fill(150_000);
        rows = addUntilFull(database, 1);
        assertThat(count(database)).isEqualTo(rows);
        disk.free();
        add(database, rows, 3);
        assertThat(count(database)).isEqualTo(rows + 3);
      }
      try (Sqlite database = Sqlite.open(disk.resolve("a.db"), TABLE)) {
        assertThat(count(database)).isEqualTo(rows + 3);
      }
    }
  }

  @Test
  void whereTheMainFileCanNotGrowTheLogKeepsWhatWasCommitted() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      Path file = disk.resolve("a.db");
      try (Sqlite database = Sqlite.open(file, TABLE)) {
        pragma(database, "wal_autocheckpoint=4");
        add(database, 0, 1);
        pragma(database, "wal_autocheckpoint=0");
        add(database, 1, 10);
        disk.fill(2 * ROW_BYTES);
        // From here each commit tries to move what the log holds into the main file, and can't.
        pragma(database, "wal_autocheckpoint=4");
        int rows = addUntilFull(database, 11);
        assertThat(rows).as("a commit that the log had room for").isGreaterThan(11);
        assertThat(count(database)).isEqualTo(rows);
        disk.free();
        add(database, rows, 1);
        assertThat(count(database)).isEqualTo(rows + 1);
        assertThat(Files.size(file)).isGreaterThan(10L * ROW_BYTES);
      }
    }
  }

  @Test
  void aStoreThatCanNotBeOpenedForLackOfRoomSaysSo() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      Path file = disk.resolve("a.db");
      Sqlite.open(file, TABLE).close();
      disk.fill(0);
      assertThatThrownBy(() -> Sqlite.open(file, TABLE))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.trouble()).as(e.getMessage()).isEqualTo(Trouble.FULL));
      assertThatThrownBy(() -> Sqlite.open(disk.resolve("new.db"), TABLE))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.trouble()).as(e.getMessage()).isEqualTo(Trouble.FULL));
      disk.free();
      Sqlite.open(file, TABLE).close();
    }
  }

  @Test
  void aFileThatFindsNoRoomSaysSoToo() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      disk.fill(0);
      Path file = disk.resolve("mark");
      assertThatThrownBy(() -> Files.write(file, new byte[10_000]))
          .isInstanceOfSatisfying(
              IOException.class,
              e -> assertThat(new StorageException(file, e).trouble()).isEqualTo(Trouble.FULL));
    }
  }

  @Test
  void otherTroubleIsNeitherFullNorCorrupt() {
    Path nowhere = folder.resolve("missing").resolve("a.db");
    assertThatThrownBy(() -> Sqlite.open(nowhere, TABLE))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.OTHER));
  }
}
