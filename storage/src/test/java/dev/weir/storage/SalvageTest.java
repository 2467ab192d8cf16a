package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalvageTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir static Path shared;
  private static byte[] whole = new byte[0];
  private static Map<String, String> rows = Map.of();
  private static Map<String, Set<Integer>> places = Map.of();

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws IOException {
    Path file = shared.resolve("a.db");
    rows = Shelf.used(file);
    whole = Files.readAllBytes(file);
    Harm none = new Harm(whole);
    places = none.places(rows.keySet());
    assertThat(none.inner()).hasSizeGreaterThan(4);
    assertThat(places.keySet()).isEqualTo(rows.keySet());
  }

  private Path write(byte[] bytes) throws IOException {
    Path file = folder.resolve("a.db");
    Files.write(file, bytes);
    return file;
  }

  private void verify(Harm harm, Path file, String what) throws IOException {
    try (Sqlite database = Sqlite.open(file, Shelf.NEW)) {
      Map<String, String> saved = Shelf.rows(database);
      Set<String> invented = new TreeSet<>(saved.keySet());
      invented.removeIf(tag -> saved.getOrDefault(tag, "").equals(rows.get(tag)));
      assertThat(invented).as("%s: rows that nobody wrote", what).isEmpty();
      if (!harm.losesItsWay()) {
        Set<String> spared = new TreeSet<>(rows.keySet());
        spared.removeIf(tag -> !harm.spares(places.get(tag)));
        spared.removeAll(saved.keySet());
        assertThat(spared).as("%s: rows that undamaged pages hold", what).isEmpty();
      }
      SalvageReport report = database.salvage().orElseThrow();
      assertThat(Files.readAllBytes(report.kept())).as("%s: kept", what).isEqualTo(harm.bytes);
      for (SalvageReport.SavedTable table : report.tables()) {
        if (!table.name().equals("counter")) {
          assertThat(table.saved())
              .as("%s: %s", what, report.summary())
              .isEqualTo(Shelf.number(database, "SELECT count(*) FROM " + table.name()));
        }
      }
      assertThat(Shelf.number(database, "SELECT count(*) FROM counter")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void savesWhatUndamagedPagesHoldAndInventsNothing(int seed) throws IOException {
    for (int time = 0; time < 8; time++) {
      Random random = new Random(seed * 1000L + time);
      Harm harm = new Harm(whole);
      StringBuilder what = new StringBuilder("seed " + seed + " time " + time);
      for (int damage = 0; damage <= random.nextInt(4); damage++) {
        what.append(", ").append(harm.any(random));
      }
      Path file = write(harm.bytes);
      Salvage.run(file, Shelf.NEW, Shelf.CHECK, NOW.plusSeconds(time));
      verify(harm, file, what.toString());
      Files.delete(file);
    }
  }

  /** What a store does with its file at the start. */
  private Sqlite start(Path file) {
    return Sqlite.openOrSalvage(file, Shelf.NEW, Shelf.CHECK, NOW);
  }

  @Test
  void aDestroyedHeaderOrFirstPageCostsNoRow() throws IOException {
    for (int until : List.of(16, 100, 4096)) {
      Harm harm = new Harm(whole);
      Arrays.fill(harm.bytes, 0, until, (byte) 0xa5);
      harm.pages.add(1);
      Path file = write(harm.bytes);
      try (Sqlite database = start(file)) {
        assertThat(Shelf.rows(database)).as("%s bytes", until).isEqualTo(rows);
        assertThat(Shelf.number(database, "SELECT n FROM counter")).isEqualTo(42);
      }
      verify(harm, file, until + " bytes");
      Files.delete(file);
    }
  }

  @Test
  void aDamagedEntryOfTheSchemaCostsNoRow() throws IOException {
    Harm harm = new Harm(whole);
    String page = new String(whole, 0, 4096, StandardCharsets.ISO_8859_1);
    int at = page.indexOf("tabledirective");
    harm.bytes[at + "tabledir".length()] ^= (byte) 0x80;
    harm.pages.add(1);
    Path file = write(harm.bytes);
    try (Sqlite database = start(file)) {
      assertThat(Shelf.rows(database)).isEqualTo(rows);
    }
    verify(harm, file, "an entry");
  }

  @Test
  void aLostInnerPageCostsNoMoreThanWhatItHoldsItself() throws IOException {
    Harm inner = new Harm(whole);
    for (int page : inner.inner()) {
      Harm harm = new Harm(whole);
      harm.zero(page);
      Path file = write(harm.bytes);
      start(file).close();
      verify(harm, file, "inner page " + page);
      Files.delete(file);
    }
  }

  @Test
  void whatTheMigrationsPutIntoATableIsThereAgainWhereItsRowIsLost() throws IOException {
    Harm harm = new Harm(whole);
    try (Sqlite database = Sqlite.open(write(whole), Shelf.NEW)) {
      harm.zero(
          (int)
              Shelf.number(database, "SELECT rootpage FROM sqlite_schema WHERE name = 'counter'"));
    }
    Path file = write(harm.bytes);
    try (Sqlite database = start(file)) {
      assertThat(Shelf.number(database, "SELECT n FROM counter")).isZero();
      assertThat(database.salvage().orElseThrow().isWhole()).isFalse();
    }
  }

  @Test
  void aListOfFreePagesThatNamesTooFewBringsNoDeletedRowBack() throws IOException {
    for (int trunk : new Harm(whole).trunks()) {
      if (trunk > 1) {
        Harm harm = new Harm(whole);
        ByteBuffer.wrap(harm.bytes).putInt((trunk - 1) * 4096 + 4, 0);
        harm.pages.add(trunk);
        bringsNothingBack(harm);
      }
    }
  }

  @Test
  void aListOfFreePagesThatNamesOthersBringsNoDeletedRowBack() throws IOException {
    Harm harm = new Harm(whole);
    harm.swapFree();
    bringsNothingBack(harm);
  }

  private void bringsNothingBack(Harm harm) throws IOException {
    Path file = write(harm.bytes);
    Salvage.run(file, Shelf.NEW, Shelf.CHECK, NOW);
    try (Sqlite database = Sqlite.open(file, Shelf.NEW)) {
      assertThat(Shelf.rows(database).keySet()).isEqualTo(rows.keySet());
    }
    Files.delete(file);
  }

  @Test
  void aRowThatFitsTwoTablesAndHasLostItsOwnGoesToNeither() throws IOException {
    for (int page : new Harm(whole).inner()) {
      Harm harm = new Harm(whole);
      harm.zero(page);
      Path file = write(harm.bytes);
      Salvage.run(file, Shelf.NEW, RowCheck.NONE, NOW);
      try (Sqlite database = Sqlite.open(file, Shelf.NEW)) {
        assertThat(rows.keySet()).as("page %s", page).containsAll(Shelf.rows(database).keySet());
      }
      Files.delete(file);
    }
  }
}
