package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent has 16 MiB. */
class SmallHeapTest {
  private static final List<String> TABLE =
      List.of("CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL)");
  private static final int ROWS = 24_000;

  @TempDir Path folder;

  /** The process with the small heap: opens the database that it is told of. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (Sqlite database =
          Sqlite.openOrSalvage(Path.of(args[0]), TABLE, RowCheck.NONE, Instant.EPOCH)) {
        System.out.println(database.salvage().orElseThrow().summary());
      }
    }
  }

  @Test
  void aTableLargerThanTheHeapIsSalvaged() throws IOException, InterruptedException {
    Path file = folder.resolve("a.db");
    try (Sqlite database = Sqlite.open(file, TABLE)) {
      database.transaction(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO outbox VALUES (?, ?)")) {
              for (int row = 0; row < ROWS; row++) {
                insert.setInt(1, row);
                insert.setBytes(2, new byte[900]);
                insert.executeUpdate();
              }
              return ROWS;
            }
          });
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      assertThat(bytes.length()).isGreaterThan(20_000_000);
      bytes.write(new byte[100]);
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("outbox: " + ROWS + " rows saved, 0 rows and 0 pages lost");
  }
}
