package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
  private static final List<String> ONE = List.of("CREATE TABLE a (x INTEGER)");

  @TempDir Path folder;

  private static int count(Sqlite database) {
    return database.read(
        c -> {
          try (Statement statement = c.createStatement();
              ResultSet row = statement.executeQuery("SELECT count(*) FROM a")) {
            return row.getInt(1);
          }
        });
  }

  private static Sqlite.Work<Integer> insert() {
    return c -> {
      try (Statement statement = c.createStatement()) {
        return statement.executeUpdate("INSERT INTO a VALUES (1)");
      }
    };
  }

  @Test
  void keepsWhatWasCommittedOverMigrations() {
    Path file = folder.resolve("a.db");
    try (Sqlite database = Sqlite.open(file, ONE)) {
      database.transaction(insert());
    }
    List<String> two = List.of(ONE.get(0), "ALTER TABLE a ADD COLUMN y TEXT; CREATE TABLE b (z)");
    try (Sqlite database = Sqlite.open(file, two)) {
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void undoesATransactionThatFails() {
    try (Sqlite database = Sqlite.open(folder.resolve("a.db"), ONE)) {
      assertThatThrownBy(
              () ->
                  database.transaction(
                      c -> {
                        int rows = insert().in(c);
                        throw new IllegalStateException("after " + rows);
                      }))
          .hasMessage("after 1");
      assertThat(count(database)).isZero();
    }
  }

  @Test
  void refusesAFileOfANewerProgram() {
    Path file = folder.resolve("a.db");
    Sqlite.open(file, List.of(ONE.get(0), "CREATE TABLE b (z)")).close();
    assertThatThrownBy(() -> Sqlite.open(file, ONE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("has schema 2, this program knows up to 1");
  }

  @Test
  void refusesWhatIsNotADatabaseAndLeavesItAlone() throws IOException {
    Path file = folder.resolve("a.db");
    Files.writeString(
        file, "not a database, but longer than a header of one hundred bytes ".repeat(3));
    assertThatThrownBy(() -> Sqlite.open(file, ONE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a.db");
    assertThat(Files.readString(file)).startsWith("not a database");
  }

  @Test
  void aSalvageWaitsForTheDiskAtItsEndAlone() throws IOException {
    Path file = folder.resolve("a.db");
    try (Sqlite database = Sqlite.openForSalvage(file, ONE)) {
      database.transaction(insert());
      assertThat(synchronous(database)).isZero();
      database.finishSalvage(new SalvageReport(folder.resolve("kept"), false, List.of()));
      assertThat(synchronous(database)).isEqualTo(2);
      assertThat(folder.resolve("a.db-wal")).isEmptyFile();
    }
  }

  private static int synchronous(Sqlite database) {
    return database.read(
        c -> {
          try (Statement statement = c.createStatement();
              ResultSet row = statement.executeQuery("PRAGMA synchronous")) {
            return row.getInt(1);
          }
        });
  }

  @Test
  void aDeletedRowLeavesNoBytesBehindOnAPageThatIsInUse() throws IOException {
    Path file = folder.resolve("a.db");
    try (Sqlite database = Sqlite.open(file, List.of("CREATE TABLE a (x TEXT)"))) {
      database.transaction(
          c -> {
            try (Statement statement = c.createStatement()) {
              return statement.executeUpdate("INSERT INTO a VALUES ('kept'), ('taken'), ('kept')");
            }
          });
      database.transaction(
          c -> {
            try (Statement statement = c.createStatement()) {
              return statement.executeUpdate("DELETE FROM a WHERE x = 'taken'");
            }
          });
    }
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("kept")
        .doesNotContain("taken");
  }
}
