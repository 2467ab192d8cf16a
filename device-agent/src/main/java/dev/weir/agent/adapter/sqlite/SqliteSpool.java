package dev.weir.agent.adapter.sqlite;

import dev.weir.agent.slot.NoRoom;
import dev.weir.agent.spool.Fill;
import dev.weir.agent.spool.SpoolChange;
import dev.weir.agent.spool.SpoolHead;
import dev.weir.agent.spool.SpoolPage;
import dev.weir.agent.spool.SpoolRecord;
import dev.weir.agent.spool.SpoolRow;
import dev.weir.agent.spool.SpoolStore;
import dev.weir.protocol.telemetry.Priority;
import dev.weir.storage.SalvageReport;
import dev.weir.storage.Sqlite;
import dev.weir.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A spool in a SQLite file of its own, so that its damage and its growth touch nothing else. After
 * trouble the file is closed and opened again at the next use, which also mends it. Packs are read
 * a few at a time; each has a checksum, see {@link SpoolRows}.
 */
public final class SqliteSpool implements SpoolStore, AutoCloseable {
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE state (one INTEGER PRIMARY KEY, content BLOB NOT NULL);
          CREATE TABLE pack (
            sequence INTEGER PRIMARY KEY, stream INTEGER NOT NULL, priority INTEGER NOT NULL,
            readings INTEGER NOT NULL, body BLOB NOT NULL, checksum INTEGER NOT NULL);
          CREATE INDEX pack_priority ON pack (priority, sequence);
          """);

  private final Path file;
  private final Supplier<Instant> clock;
  private final long reserve;
  private Optional<Sqlite> database = Optional.empty();

  private SqliteSpool(Path file, Supplier<Instant> clock, long reserve) {
    this.file = file;
    this.clock = clock;
    this.reserve = reserve;
  }

  /**
   * Touches nothing before it is opened.
   *
   * @param clock names a corrupt file that is kept aside
   */
  public static SqliteSpool at(Path file, Supplier<Instant> clock) {
    return new SqliteSpool(file, clock, NoRoom.RESERVE);
  }

  /** The same with another room that is left to others. */
  static SqliteSpool at(Path file, Supplier<Instant> clock, long reserve) {
    return new SqliteSpool(file, clock, reserve);
  }

  /** Translates trouble of the disk, and closes the file after it. */
  private <T> T on(Sqlite.Work<T> work, boolean writes) throws IOException {
    try {
      Sqlite opened = database.orElseThrow(() -> new StorageException(file, "is not open"));
      return writes ? opened.transaction(work) : opened.read(work);
    } catch (StorageException e) {
      close();
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<SpoolRecord> open() throws IOException {
    if (database.isEmpty()) {
      try {
        Sqlite opened = Sqlite.openOrSalvage(file, MIGRATIONS, SpoolRows::accepts, clock.get());
        database = Optional.of(opened);
        opened.salvage().ifPresent(report -> settle(opened, report));
      } catch (StorageException e) {
        close();
        throw new IOException(e.getMessage(), e);
      }
    }
    return on(SpoolRows::record, false);
  }

  /** Where the record is lost, a pack says whose it is. */
  private static void settle(Sqlite opened, SalvageReport report) {
    long lost =
        report.tables().stream()
            .filter(table -> table.name().equals("pack"))
            .mapToLong(SalvageReport.SavedTable::lostRows)
            .sum();
    opened.transaction(
        connection -> {
          Optional<SpoolRow> newest = Optional.empty();
          Optional<SpoolRecord> record = SpoolRows.record(connection);
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT * FROM pack ORDER BY sequence DESC LIMIT 1")) {
            if (row.next()) {
              newest = Optional.of(SpoolRows.row(row));
              record =
                  Optional.of(
                      record.isPresent() ? record.get() : SpoolRecord.fresh(row.getLong("stream")));
            }
          }
          if (record.isPresent()) {
            long sequence = newest.map(SpoolRow::sequence).orElse(0L);
            SpoolRows.put(connection, record.get().salvaged(sequence, lost));
          }
          return lost;
        });
    opened.settleSalvage();
  }

  @Override
  public Fill fill(long upTo) throws IOException {
    return on(
        connection -> {
          Fill fill = new Fill();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT priority, count(*), sum(length(body)) FROM pack WHERE sequence <= ?"
                      + " GROUP BY priority")) {
            statement.setLong(1, upTo);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                long packs = row.getLong(2);
                long bytes = row.getLong(3) + packs * SpoolHead.OVERHEAD;
                fill.add(SpoolRows.priority(row.getLong(1)), packs, bytes);
              }
            }
          }
          return fill;
        },
        false);
  }

  @Override
  public SpoolPage after(long sequence, int most) throws IOException {
    return on(
        connection -> {
          List<SpoolRow> rows = new ArrayList<>();
          List<SpoolHead> damaged = new ArrayList<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT sequence, stream, priority, readings, body, checksum FROM pack"
                      + " WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
            statement.setLong(1, sequence);
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                SpoolRow read = SpoolRows.row(row);
                if (SpoolRows.isWhole(row, read)) {
                  rows.add(read);
                } else {
                  damaged.add(read.head());
                }
              }
            }
          }
          return new SpoolPage(rows, damaged);
        },
        false);
  }

  @Override
  public List<SpoolHead> oldest(Priority priority, int most) throws IOException {
    return on(
        connection -> {
          List<SpoolHead> heads = new ArrayList<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT sequence, readings, length(body) FROM pack WHERE priority = ?"
                      + " ORDER BY sequence LIMIT ?")) {
            statement.setLong(1, SpoolRows.number(priority));
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                long bytes = row.getLong(3) + SpoolHead.OVERHEAD;
                heads.add(
                    new SpoolHead(
                        row.getLong(1), priority, SpoolRows.readings(row.getLong(2)), bytes));
              }
            }
          }
          return heads;
        },
        false);
  }

  @Override
  public void commit(SpoolChange change) throws IOException {
    if (!change.added().isEmpty()) {
      checkRoom();
    }
    on(
        connection -> {
          SpoolRows.put(connection, change.record());
          delete(connection, "DELETE FROM pack WHERE sequence <= ?", change.acknowledged());
          for (long sequence : change.deleted()) {
            delete(connection, "DELETE FROM pack WHERE sequence = ?", sequence);
          }
          for (SpoolRow row : change.added()) {
            SpoolRows.add(connection, change.record().stream(), row);
          }
          return change;
        },
        true);
  }

  /** Telemetry takes no room that an update may need. */
  private void checkRoom() throws IOException {
    long room = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
    if (room < reserve) {
      throw new NoRoom(
          file + ": the disk has " + room + " bytes left, of which " + reserve + " are not for it");
    }
  }

  private static void delete(Connection connection, String sql, long argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, argument);
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    database.ifPresent(Sqlite::close);
    database = Optional.empty();
  }
}
