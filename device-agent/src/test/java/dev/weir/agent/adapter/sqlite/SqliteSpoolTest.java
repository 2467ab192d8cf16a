package dev.weir.agent.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.spool.ClosedPack;
import dev.weir.agent.spool.Spool;
import dev.weir.agent.spool.SpoolRow;
import dev.weir.agent.spool.SpoolStore;
import dev.weir.agent.spool.SpoolStoreContract;
import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSpoolTest extends SpoolStoreContract {
  private static final long LIMIT = 1024 * 1024;

  @TempDir Path folder;
  private SqliteSpool store = SqliteSpool.at(Path.of("none"), SqliteSpoolTest::now);

  private static Instant now() {
    return Instant.parse("2026-03-01T00:00:00Z");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path file() {
    return folder.resolve("spool.db");
  }

  @Override
  protected SpoolStore reopen() {
    store.close();
    store = SqliteSpool.at(file(), SqliteSpoolTest::now);
    return store;
  }

  private Spool spool() throws IOException {
    Spool spool = new Spool(reopen(), LIMIT);
    spool.open(7);
    return spool;
  }

  private static ClosedPack pack(int seed) {
    byte[] body = new byte[1000];
    new SplittableRandom(seed).nextBytes(body);
    return new ClosedPack(List.of(Priority.values()).get(seed % 3), 10, Bytes.wrap(body));
  }

  private static Spool filled(Spool spool, int packs) throws IOException {
    for (int i = 0; i < packs; i += 10) {
      spool.add(IntStream.range(i, Math.min(packs, i + 10)).mapToObj(n -> pack(n)).toList());
    }
    return spool;
  }

  private static List<SpoolRow> all(Spool spool) throws IOException {
    List<SpoolRow> rows = new ArrayList<>();
    for (long at = 0; ; at = rows.get(rows.size() - 1).sequence()) {
      List<SpoolRow> page = spool.after(at, 15);
      if (page.isEmpty()) {
        return rows;
      }
      rows.addAll(page);
    }
  }

  private void sql(String statement) throws Exception {
    store.close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var change = connection.createStatement()) {
      change.executeUpdate(statement);
    }
  }

  @Test
  void aFlippedBitInAnyColumnIsFoundAndOnlyThatPackIsDropped() throws Exception {
    filled(spool(), 8);
    sql("UPDATE pack SET body = zeroblob(1000) WHERE sequence = 2");
    sql("UPDATE pack SET readings = readings + 1 WHERE sequence = 3");
    sql("UPDATE pack SET priority = 1 - priority WHERE sequence = 4");
    sql("UPDATE pack SET checksum = checksum + 1 WHERE sequence = 5");
    sql("UPDATE pack SET sequence = 100 WHERE sequence = 6");
    Spool again = spool();
    assertThat(all(again)).extracting(SpoolRow::sequence).containsExactly(1L, 7L, 8L);
    assertThat(again.record().dropped()).isEqualTo(10 * 5 + 1);
    assertThat(again.fill().packs()).isEqualTo(3);
    assertThat(all(spool())).hasSize(3);
  }

  @Test
  void aCorruptFileIsKeptAsideAndItsPacksAreSalvaged() throws Exception {
    filled(spool(), 200);
    store.close();
    damage();
    Spool again = spool();
    List<SpoolRow> rows = all(again);
    assertThat(rows).hasSizeBetween(150, 199);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.body()).isEqualTo(pack((int) row.sequence() - 1).body()));
    assertThat(again.record().stream()).isEqualTo(7);
    assertThat(again.record().lastSequence()).isGreaterThan(1_000_000);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.startsWith("spool.db.corrupt-"));
    }
    again.add(List.of(pack(1)));
    assertThat(all(again)).hasSize(rows.size() + 1);
    long last = again.record().lastSequence();
    assertThat(spool().record().lastSequence()).as("the numbers jump once").isEqualTo(last);
  }

  /** Overwrites a few pages in the middle. */
  private void damage() throws IOException {
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      byte[] junk = new byte[3 * 4096];
      Arrays.fill(junk, (byte) 0x5a);
      raw.seek(raw.length() / 2 / 4096 * 4096);
      raw.write(junk);
    }
  }

  @Test
  void whereTheRecordIsLostThePacksSayWhoseTheyAre() throws Exception {
    filled(spool(), 20);
    sql("UPDATE state SET content = x'00'");
    assertThatThrownBy(this::spool).isInstanceOf(IOException.class).hasMessageContaining("spool");
    Spool again = spool();
    assertThat(again.record().stream()).isEqualTo(7);
    assertThat(again.record().lastSequence()).isGreaterThan(1_000_000);
    assertThat(all(again)).hasSize(20);
  }

  @Test
  void aFileThatIsNoDatabaseIsKeptAsideAndTheSpoolBeginsAnew() throws Exception {
    Files.writeString(file(), "this is no database, though it is long enough to be one".repeat(50));
    Spool again = filled(spool(), 2);
    assertThat(all(again)).hasSize(2);
    assertThat(again.record().stream()).isEqualTo(7);
  }

  @Test
  void theLastRoomOnTheDiskIsNotForTelemetry() throws IOException {
    store = SqliteSpool.at(file(), SqliteSpoolTest::now, Long.MAX_VALUE);
    Spool spool = new Spool(store, LIMIT);
    spool.open(7);
    assertThatThrownBy(() -> spool.add(List.of(pack(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes left");
  }

  @Test
  void theFileStaysWithinItsLimitAndALittle() throws IOException {
    Spool spool = spool();
    for (int round = 0; round < 30; round++) {
      List<ClosedPack> packs = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        packs.add(pack(round * 50 + i));
      }
      spool.add(packs);
    }
    assertThat(spool.fill().bytes()).isLessThanOrEqualTo(LIMIT);
    spool.stop();
    store.close();
    assertThat(Files.size(file())).isLessThan(LIMIT * 3 / 2);
  }
}
