package dev.weir.region.adapter.sqlite;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.store.TelemetryBatch;
import dev.weir.region.store.TelemetryStore;
import dev.weir.region.store.TelemetryTotals;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Packed;
import dev.weir.region.telemetry.Plot;
import dev.weir.region.telemetry.Spool;
import dev.weir.storage.Row;
import dev.weir.storage.SalvageReport;
import dev.weir.storage.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Telemetry in one SQLite file. A device's row says how far its spool is taken; the samples of a
 * minute that came together are one row, and so is what a minute comes to. Both are ordered by
 * device, so that a question reads few pages, and small numbers stand for names. Why not a row a
 * reading: docs/decisions, 0013.
 */
public final class SqliteTelemetryStore implements TelemetryStore {
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE spool (id INTEGER PRIMARY KEY, device TEXT NOT NULL UNIQUE, row BLOB NOT NULL);
          CREATE TABLE raw (
            device INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            number INTEGER NOT NULL,
            samples BLOB NOT NULL,
            PRIMARY KEY (device, minute, number)) WITHOUT ROWID;
          CREATE TABLE minute (
            device INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            row BLOB NOT NULL,
            PRIMARY KEY (device, minute)) WITHOUT ROWID;
          CREATE TABLE totals (
            name TEXT PRIMARY KEY, readings INTEGER NOT NULL, dropped INTEGER NOT NULL) WITHOUT ROWID;
          """);

  private final Sqlite database;
  private final Optional<String> salvaged;
  private long pruned;

  private SqliteTelemetryStore(Sqlite database, Optional<String> salvaged) {
    this.database = database;
    this.salvaged = salvaged;
  }

  /**
   * Opens the file, and makes it where it is missing; one that is corrupt is kept aside, and what
   * can be read of it is taken over.
   *
   * @param bytes that it may have at most; more is a full disk
   */
  public static SqliteTelemetryStore open(Path file, long bytes, Instant now) {
    return Failures.translated(
        () -> {
          Sqlite database =
              Sqlite.openOrSalvage(file, MIGRATIONS, SqliteTelemetryStore::isGenuine, now);
          Optional<SalvageReport> report = database.salvage();
          if (report.isPresent()) {
            // Numbers of devices whose row is lost are given again: their readings must not stay.
            database.transaction(SqliteTelemetryStore::dropOrphans);
            database.settleSalvage();
          }
          database.read(connection -> bound(connection, bytes));
          return new SqliteTelemetryStore(database, report.map(SalvageReport::summary));
        });
  }

  private static boolean isGenuine(String table, Row row) throws Malformed {
    switch (table) {
      case "spool" -> {
        DeviceId.of(row.text("device"));
        Spool.CODEC.decode(Bytes.wrap(row.blob("row")));
      }
      case "raw" -> Packed.samples(row.integer("minute"), Bytes.wrap(row.blob("samples")));
      case "minute" -> Packed.minute(Bytes.wrap(row.blob("row")));
      default -> row.integer("readings");
    }
    return true;
  }

  private static int dropOrphans(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("DELETE FROM raw WHERE device NOT IN (SELECT id FROM spool)")
          + statement.executeUpdate(
              "DELETE FROM minute WHERE device NOT IN (SELECT id FROM spool)");
    }
  }

  private static boolean bound(Connection connection, long bytes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long pages = Math.max(1, bytes / number(connection, "PRAGMA page_size"));
      return statement.execute("PRAGMA max_page_count=" + pages);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  private <T> T read(Sqlite.Work<T> work) {
    return Failures.translated(() -> database.read(work));
  }

  @Override
  public TelemetryTotals totals() {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT readings, dropped FROM totals")) {
            return row.next()
                ? new TelemetryTotals(row.getLong(1), row.getLong(2))
                : TelemetryTotals.NONE;
          }
        });
  }

  @Override
  public Spool spool(DeviceId device) {
    return read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT row FROM spool WHERE device = ?")) {
            query.setString(1, device.text());
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? spool(row.getBytes(1)) : Spool.UNKNOWN;
            }
          }
        });
  }

  private static Spool spool(byte[] row) throws SQLException {
    try {
      return Spool.CODEC.decode(Bytes.wrap(row));
    } catch (Malformed e) {
      throw new SQLDataException(e.getMessage(), e);
    }
  }

  @Override
  public Minute minute(DeviceId device, long minute) {
    return read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT m.row FROM minute m JOIN spool s ON m.device = s.id"
                      + " WHERE s.device = ? AND m.minute = ?")) {
            query.setString(1, device.text());
            query.setLong(2, minute);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? minute(row.getBytes(1)) : new Minute();
            }
          }
        });
  }

  private static Minute minute(byte[] row) throws SQLException {
    try {
      return Packed.minute(Bytes.wrap(row));
    } catch (Malformed e) {
      throw new SQLDataException(e.getMessage(), e);
    }
  }

  @Override
  public void commit(TelemetryBatch batch) {
    Failures.translated(
        () ->
            database.transaction(
                connection -> {
                  TelemetryWrites.write(connection, batch);
                  return batch;
                }));
  }

  @Override
  public void read(DeviceId device, Plot plot) {
    read(
        connection -> {
          if (plot.isOfMinutes()) {
            minutes(connection, device, plot);
          } else {
            samples(connection, device, plot);
          }
          return plot;
        });
  }

  private static void minutes(Connection connection, DeviceId device, Plot plot)
      throws SQLException {
    try (PreparedStatement query = range(connection, "row", "minute", device, plot);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        plot.add(rows.getLong(1), minute(rows.getBytes(2)));
      }
    }
  }

  private static void samples(Connection connection, DeviceId device, Plot plot)
      throws SQLException {
    try (PreparedStatement query = range(connection, "samples", "raw", device, plot);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        Packed.samples(rows.getLong(1), Bytes.wrap(rows.getBytes(2))).forEach(plot::add);
      }
    } catch (Malformed e) {
      throw new SQLDataException(e.getMessage(), e);
    }
  }

  private static PreparedStatement range(
      Connection connection, String column, String table, DeviceId device, Plot plot)
      throws SQLException {
    PreparedStatement query =
        connection.prepareStatement(
            "SELECT t.minute, t."
                + column
                + " FROM "
                + table
                + " t WHERE t.device = (SELECT id FROM spool WHERE device = ?)"
                + " AND t.minute BETWEEN ? AND ?");
    query.setString(1, device.text());
    query.setLong(2, plot.firstMinute());
    query.setLong(3, plot.lastMinute());
    return query;
  }

  @Override
  public boolean prune(long rawFrom, long minutesFrom, int devices) {
    return Failures.translated(
        () -> {
          TelemetryPruning slice = new TelemetryPruning(rawFrom, minutesFrom, devices);
          pruned = database.transaction(connection -> slice.run(connection, pruned));
          return pruned == 0;
        });
  }

  @Override
  public long used() {
    return read(
        connection ->
            (number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count"))
                * number(connection, "PRAGMA page_size"));
  }

  @Override
  public long room() {
    try {
      return Files.getFileStore(database.file().toAbsolutePath()).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // Who can't say how much there is lets the writes find out.
    }
  }

  @Override
  public Optional<String> salvaged() {
    return salvaged;
  }

  @Override
  public void close() {
    database.close();
  }
}
