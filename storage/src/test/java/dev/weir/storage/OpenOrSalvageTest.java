package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.disk.check.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does with a corrupt file at the start, and what it leaves beside it. */
class OpenOrSalvageTest {
  private static final int MIB = 1024 * 1024;
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir static Path shared;
  private static byte[] whole = new byte[0];
  private static Map<String, String> rows = Map.of();

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws IOException {
    Path file = shared.resolve("a.db");
    rows = Shelf.used(file);
    whole = Files.readAllBytes(file);
  }

  private Path write(byte[] bytes) throws IOException {
    Path file = folder.resolve("a.db");
    Files.write(file, bytes);
    return file;
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** What a store does with its file at the start. */
  private Sqlite start(Path file) {
    return Sqlite.openOrSalvage(file, Shelf.NEW, Shelf.CHECK, NOW);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDatabaseOfAnOlderProgramIsSalvagedAndThenMigrated() throws IOException {
    Path file = folder.resolve("a.db");
    Map<String, String> old;
    try (Sqlite database = Sqlite.open(file, Shelf.OLD)) {
      Shelf.add(database, 0, 50, new Random(3));
      old = Shelf.rows(database);
    }
    byte[] bytes = bytes(file);
    Arrays.fill(bytes, bytes.length - 4096, bytes.length, (byte) 7);
    Files.write(file, bytes);
    try (Sqlite database = start(file)) {
      Map<String, String> saved = Shelf.rows(database);
      assertThat(old.entrySet()).containsAll(saved.entrySet());
      assertThat(saved.size()).isGreaterThan(old.size() - 40);
      assertThat(Shelf.number(database, "PRAGMA user_version")).isEqualTo(2);
      assertThat(Shelf.number(database, "SELECT min(level) FROM relay")).isEqualTo(7);
    }
  }

  @Test
  void aCorruptDatabaseOfANewerProgramIsLeftAlone() throws IOException {
    Harm harm = new Harm(whole);
    harm.garbage(3, new Random(1));
    harm.garbage(5, new Random(1));
    Path file = write(harm.bytes);
    assertThatThrownBy(() -> Sqlite.openOrSalvage(file, Shelf.OLD, Shelf.CHECK, NOW))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("has schema 2, this program knows up to 1");
    assertThat(bytes(file)).isEqualTo(harm.bytes);
  }

  @Test
  void aSoundDatabaseIsOpenedAsItIs() throws IOException {
    Path file = write(whole);
    for (int time = 0; time < 2; time++) {
      try (Sqlite database = start(file)) {
        assertThat(Shelf.rows(database)).isEqualTo(rows);
        assertThat(database.salvage()).isEmpty();
      }
    }
    assertThat(names()).containsExactly("a.db");
  }

  @Test
  void theReportIsThereUntilItIsSettledAndASecondCorruptFileHasAnotherName() throws IOException {
    Path file = write(new byte[100_000]);
    start(file).close();
    try (Sqlite database = start(file)) {
      SalvageReport report = database.salvage().orElseThrow();
      assertThat(report.kept().getFileName()).hasToString("a.db.corrupt-20260304T050607Z");
      assertThat(report.isWhole()).isFalse();
      assertThat(report.summary()).contains("device: 0 rows saved, 0 rows and 1 pages lost");
      database.settleSalvage();
      assertThat(database.salvage()).isEmpty();
    }
    Files.write(file, new byte[100_000]);
    start(file).close();
    assertThat(names())
        .containsExactly(
            "a.db", "a.db.corrupt-20260304T050607Z", "a.db.corrupt-20260304T050607Z-2");
  }

  @Test
  void aValueThatItsStoreCanNotDecodeIsSalvagedAtTheNextStart() throws IOException {
    Harm harm = new Harm(whole);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    String tag = rows.keySet().stream().filter(t -> t.startsWith("relay/")).findFirst().orElse("");
    int at = text.indexOf("<" + tag + "><" + tag + ">") + 2;
    harm.bytes[at] ^= 1;
    harm.pages.add(at / 4096 + 1);
    Path file = write(harm.bytes);
    try (Sqlite database = start(file)) {
      assertThat(database.salvage()).as("no structure is damaged").isEmpty();
      assertThatThrownBy(
              () ->
                  database.read(
                      connection -> {
                        throw new SQLDataException("relay: can't be decoded");
                      }))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.CORRUPT));
    }
    start(file).close();
    try (Sqlite database = start(file)) {
      Map<String, String> expected = new TreeMap<>(rows);
      expected.remove(tag);
      assertThat(Shelf.rows(database)).isEqualTo(expected);
      assertThat(database.salvage().orElseThrow().tables())
          .filteredOn(table -> table.lostRows() > 0)
          .singleElement()
          .satisfies(table -> assertThat(table.name()).isEqualTo("relay"));
    }
  }

  @Test
  void aSalvageThatFindsNoRoomLeavesAllAsItWasAndSucceedsOnceThereIsRoom() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      Path file = disk.resolve("a.db");
      byte[] part = Arrays.copyOf(whole, 400_000);
      Files.write(file, part);
      disk.fill(200_000);
      assertThatThrownBy(() -> start(file))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.FULL));
      assertThat(bytes(file)).isEqualTo(part);
      assertThat(disk.resolve("a.db.salvaging")).doesNotExist();
      disk.free();
      try (Sqlite database = start(file)) {
        assertThat(Shelf.rows(database)).isNotEmpty();
        assertThat(bytes(database.salvage().orElseThrow().kept())).isEqualTo(part);
      }
    }
  }

  @Test
  void aSalvageThatDiedBetweenItsMovesIsEnded() throws IOException {
    Harm harm = new Harm(whole);
    harm.zero(1);
    for (int moves = 0; moves < 3; moves++) {
      Path file = write(harm.bytes);
      Path log = folder.resolve("a.db-wal");
      Files.write(log, new byte[10]);
      Files.createFile(folder.resolve("a.db.suspect"));
      // As after the death of a salvage that was whole, with the first of its moves done.
      Files.write(folder.resolve("a.db.salvaged-T" + moves), whole);
      if (moves > 0) {
        Files.move(log, folder.resolve("a.db.corrupt-T" + moves + "-wal"));
      }
      if (moves > 1) {
        Files.move(file, folder.resolve("a.db.corrupt-T" + moves));
      }
      try (Sqlite database = start(file)) {
        assertThat(Shelf.rows(database)).as("%s moves", moves).isEqualTo(rows);
      }
      assertThat(bytes(folder.resolve("a.db.corrupt-T" + moves))).isEqualTo(harm.bytes);
      assertThat(folder.resolve("a.db.corrupt-T" + moves + "-wal")).exists();
      assertThat(folder.resolve("a.db.suspect")).doesNotExist();
      Files.delete(file);
    }
  }
}
