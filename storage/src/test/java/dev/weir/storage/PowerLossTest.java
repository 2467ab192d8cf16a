package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log may hold anything behind what was committed; that is no damage. */
class PowerLossTest {
  private static final int LIVES = 40;

  @TempDir Path folder;

  private final Random random = new Random(11);

  /** What the disk holds when the power fails. */
  private static final class Disk {
    final byte[] file;
    final byte[] log;

    Disk(byte[] file, byte[] log) {
      this.file = file;
      this.log = log;
    }

    static Disk of(Path file) throws IOException {
      Path log = file.resolveSibling("a.db-wal");
      return new Disk(
          Files.readAllBytes(file), Files.exists(log) ? Files.readAllBytes(log) : new byte[0]);
    }

    /** Damages here and there what was not there at the last commit; the header is one sector. */
    boolean tear(byte[] committed, Random random) {
      boolean torn = false;
      for (int at = 32; at < log.length; at++) {
        boolean durable = at < committed.length && committed[at] == log[at];
        if (!durable && random.nextInt(3000) == 0) {
          log[at] ^= 0x11;
          torn = true;
        }
      }
      return torn;
    }
  }

  private Sqlite start(int life, Disk disk) throws IOException {
    Path home = Files.createDirectories(folder.resolve("life" + life));
    Files.write(home.resolve("a.db"), disk.file);
    Files.write(home.resolve("a.db-wal"), disk.log);
    return Sqlite.openOrSalvage(home.resolve("a.db"), Shelf.NEW, Shelf.CHECK, Instant.EPOCH);
  }

  @Test
  void aLifeAfterLifeOfTornLogsIsNeverTakenForDamageAndLosesNothing() throws IOException {
    Path first = folder.resolve("a.db");
    Sqlite.open(first, Shelf.NEW).close();
    Disk disk = Disk.of(first);
    Map<String, String> committed = Map.of();
    for (int life = 0; life < LIVES; life++) {
      try (Sqlite database = start(life, disk)) {
        assertThat(database.salvage()).as("life %s", life).isEmpty();
        assertThat(Shelf.rows(database).equals(committed)).as("life %s", life).isTrue();
        database.read(
            connection -> {
              // So that a transaction writes to the log before it ends, and the log begins again.
              Shelf.run(connection, "PRAGMA cache_size=3");
              Shelf.run(connection, "PRAGMA wal_autocheckpoint=" + (10 + random.nextInt(60)));
              return true;
            });
        for (int commit = random.nextInt(4); commit >= 0; commit--) {
          Shelf.add(database, life * 1000 + commit * 10, 1 + random.nextInt(5), random);
        }
        undo(database, life);
        committed = Shelf.rows(database);
        byte[] log = Disk.of(database.file()).log;
        if (random.nextBoolean()) {
          disk = dieWithin(database, life);
          disk.tear(log, random);
        } else {
          disk = dieBeforeTheSync(database, life);
          committed = disk.tear(log, random) ? committed : Shelf.rows(database);
        }
      }
    }
  }

  private void undo(Sqlite database, int life) {
    assertThatThrownBy(
            () ->
                database.transaction(
                    connection -> {
                      Shelf.insert(connection, life * 1000 + 700, random.nextInt(12), random);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
  }

  /** All of the last transaction was written, in whatever order the disk liked. */
  private Disk dieBeforeTheSync(Sqlite database, int life) throws IOException {
    database.read(
        connection -> {
          Shelf.run(connection, "PRAGMA wal_autocheckpoint=0");
          return true;
        });
    Shelf.add(database, life * 1000 + 900, 1 + random.nextInt(5), random);
    return Disk.of(database.file());
  }

  private Disk dieWithin(Sqlite database, int life) {
    Disk[] disk = new Disk[1];
    assertThatThrownBy(
            () ->
                database.transaction(
                    connection -> {
                      Shelf.insert(connection, life * 1000 + 800, random.nextInt(30), random);
                      disk[0] = disk(database.file());
                      throw new IllegalStateException("dead");
                    }))
        .hasMessage("dead");
    return disk[0];
  }

  private static Disk disk(Path file) {
    try {
      return Disk.of(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
