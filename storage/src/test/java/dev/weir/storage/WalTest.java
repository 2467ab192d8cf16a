package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that died left a write-ahead log, and something happened to it. */
class WalTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final int HEADER = 32;
  private static final int FRAME = 24 + 4096;
  private static final int COMMITS = 12;

  @TempDir static Path shared;
  private static byte[] file = new byte[0];
  private static byte[] log = new byte[0];

  /** The rows after each commit, the first one before all. */
  private static final List<Map<String, String>> AFTER = new ArrayList<>();

  private static Map<String, Set<Integer>> places = Map.of();

  @TempDir Path folder;

  /** Copies the files of an open database, as the death of its process would leave them. */
  @BeforeAll
  static void die() throws IOException {
    Path path = shared.resolve("a.db");
    Random random = new Random(2);
    try (Sqlite database = Sqlite.open(path, Shelf.NEW)) {
      Shelf.add(database, 0, 30, random);
    }
    try (Sqlite database = Sqlite.open(path, Shelf.NEW)) {
      AFTER.add(Shelf.rows(database));
      for (int commit = 0; commit < COMMITS; commit++) {
        Shelf.add(database, 100 + commit * 5, 5, random);
        AFTER.add(Shelf.rows(database));
      }
      file = Files.readAllBytes(path);
      log = Files.readAllBytes(shared.resolve("a.db-wal"));
    }
    places = new Harm(Files.readAllBytes(path)).places(last().keySet());
    assertThat(frames()).isGreaterThan(60);
  }

  private static Map<String, String> last() {
    return AFTER.get(AFTER.size() - 1);
  }

  private static int frames() {
    return (log.length - HEADER) / FRAME;
  }

  private static int at(int frame) {
    return HEADER + frame * FRAME;
  }

  /** The frame that has the newest version of each page. */
  private static Map<Integer, Integer> newest() {
    Map<Integer, Integer> newest = new HashMap<>();
    for (int frame = 0; frame < frames(); frame++) {
      newest.put(ByteBuffer.wrap(log).getInt(at(frame)), frame);
    }
    return newest;
  }

  /** The frames that end a transaction. */
  private static List<Integer> ends() {
    List<Integer> ends = new ArrayList<>();
    for (int frame = 0; frame < frames(); frame++) {
      if (ByteBuffer.wrap(log).getInt(at(frame) + 4) != 0) {
        ends.add(frame);
      }
    }
    return ends;
  }

  private Sqlite start(byte[] damaged) throws IOException {
    for (String name : List.of("a.db", "a.db-shm")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.write(folder.resolve("a.db"), file);
    Files.write(folder.resolve("a.db-wal"), damaged);
    return Sqlite.openOrSalvage(folder.resolve("a.db"), Shelf.NEW, Shelf.CHECK, NOW);
  }

  @Test
  void aWholeLogIsNotTouched() throws IOException {
    try (Sqlite database = start(log)) {
      assertThat(Shelf.rows(database)).isEqualTo(last());
      assertThat(database.salvage()).isEmpty();
    }
  }

  @Test
  void aTornTransactionAtTheEndIsLeftOutWithoutASalvage() throws IOException {
    int lastBegin = ends().get(ends().size() - 2) + 1;
    for (int frame = lastBegin; frame < frames(); frame++) {
      byte[] torn = log.clone();
      for (int at = at(frame) + 24 + 100; at < at(frame) + 24 + 700; at++) {
        torn[at] ^= 0x55;
      }
      try (Sqlite database = start(torn)) {
        assertThat(Shelf.rows(database)).as("frame %s", frame).isEqualTo(AFTER.get(COMMITS - 1));
        assertThat(database.salvage()).isEmpty();
      }
      try (Sqlite database = start(Arrays.copyOf(log, at(frame) + 1000))) {
        assertThat(Shelf.rows(database)).as("cut in %s", frame).isEqualTo(AFTER.get(COMMITS - 1));
        assertThat(database.salvage()).isEmpty();
      }
    }
  }

  @Test
  void garbageBehindTheLogChangesNothing() throws IOException {
    byte[] longer = Arrays.copyOf(log, log.length + 3 * FRAME);
    byte[] garbage = new byte[3 * FRAME];
    new Random(4).nextBytes(garbage);
    System.arraycopy(garbage, 0, longer, log.length, garbage.length);
    try (Sqlite database = start(longer)) {
      assertThat(Shelf.rows(database)).isEqualTo(last());
      assertThat(database.salvage()).isEmpty();
    }
  }

  @Test
  void aDamagedFrameAmongCommittedOnesCostsItsPageOnlyIfThatIsTheNewest() throws IOException {
    Map<Integer, Integer> newest = newest();
    int lastBegin = ends().get(ends().size() - 2) + 1;
    int lossless = 0;
    for (int frame = 0; frame < lastBegin; frame += 5) {
      int page = ByteBuffer.wrap(log).getInt(at(frame));
      byte[] damaged = log.clone();
      damaged[at(frame) + 24 + new Random(frame).nextInt(4096)] ^= 0x10;
      try (Sqlite database = start(damaged)) {
        SalvageReport report = database.salvage().orElseThrow();
        assertThat(report.logDamaged()).isTrue();
        assertThat(report.isWhole()).isFalse();
        assertThat(Files.readAllBytes(folder.resolve(report.kept() + "-wal"))).isEqualTo(damaged);
        Map<String, String> saved = Shelf.rows(database);
        assertThat(last().entrySet()).as("frame %s", frame).containsAll(saved.entrySet());
        Set<String> lost = new TreeSet<>(last().keySet());
        lost.removeAll(saved.keySet());
        if (newest.get(page) == frame) {
          lost.removeIf(tag -> places.getOrDefault(tag, Set.of()).contains(page));
        } else {
          lossless++;
        }
        assertThat(lost).as("frame %s of page %s", frame, page).isEmpty();
      }
    }
    assertThat(lossless).isGreaterThan(10);
  }

  @Test
  void aDestroyedHeaderOfTheLogCostsTheFirstFrameAtMost() throws IOException {
    byte[] damaged = log.clone();
    Arrays.fill(damaged, 0, HEADER, (byte) 0x5a);
    int first = ByteBuffer.wrap(log).getInt(at(0));
    try (Sqlite database = start(damaged)) {
      assertThat(database.salvage().orElseThrow().logDamaged()).isTrue();
      Set<String> lost = new HashSet<>(last().keySet());
      lost.removeAll(Shelf.rows(database).keySet());
      assertThat(newest().get(first)).as("the first page is in the log again").isNotZero();
      assertThat(lost).isEmpty();
    }
  }

  @Test
  void aLogWhoseDatabaseIsMissingIsSalvaged() throws IOException {
    Files.write(folder.resolve("a.db-wal"), log);
    try (Sqlite database =
        Sqlite.openOrSalvage(folder.resolve("a.db"), Shelf.NEW, Shelf.CHECK, NOW)) {
      assertThat(last().entrySet()).containsAll(Shelf.rows(database).entrySet());
      assertThat(Shelf.rows(database)).isNotEmpty();
      assertThat(database.salvage()).isPresent();
    }
  }

  @Test
  void aCorruptFileWithASoundLogIsKeptWithItsLogAsTheyWere() throws IOException {
    byte[] sound = file;
    // The last page was there before the log began, and no frame has it again.
    file = file.clone();
    int page = file.length / 4096;
    while (newest().containsKey(page)) {
      page--;
    }
    Arrays.fill(file, (page - 1) * 4096, page * 4096, (byte) 0x77);
    try (Sqlite database = start(log)) {
      SalvageReport report = database.salvage().orElseThrow();
      assertThat(report.logDamaged()).isFalse();
      assertThat(Files.readAllBytes(report.kept())).isEqualTo(file);
      assertThat(Files.readAllBytes(Path.of(report.kept() + "-wal"))).isEqualTo(log);
      assertThat(last().entrySet()).containsAll(Shelf.rows(database).entrySet());
    } finally {
      file = sound;
    }
  }
}
