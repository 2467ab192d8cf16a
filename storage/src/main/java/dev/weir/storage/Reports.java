package dev.weir.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A salvage's report inside the database that it made, so that it is there as long as its store has
 * not drawn the consequences, whatever dies in between.
 */
final class Reports {
  static final String TABLE = "weir_salvage";

  private Reports() {}

  static void write(Connection connection, SalvageReport report) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.executeUpdate(
          "CREATE TABLE "
              + TABLE
              + " (number INTEGER PRIMARY KEY, kept TEXT NOT NULL, log_damaged INTEGER NOT NULL,"
              + " name TEXT NOT NULL, saved INTEGER NOT NULL, lost_rows INTEGER NOT NULL,"
              + " lost_pages INTEGER NOT NULL)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (NULL, ?, ?, ?, ?, ?, ?)")) {
      for (SalvageReport.SavedTable table : report.tables()) {
        insert.setString(1, String.valueOf(report.kept().getFileName()));
        insert.setBoolean(2, report.logDamaged());
        insert.setString(3, table.name());
        insert.setLong(4, table.saved());
        insert.setLong(5, table.lostRows());
        insert.setLong(6, table.lostPages());
        insert.executeUpdate();
      }
    }
  }

  static Optional<SalvageReport> read(Connection connection, Path file) throws SQLException {
    if (!exists(connection)) {
      return Optional.empty();
    }
    List<SalvageReport.SavedTable> tables = new ArrayList<>();
    Path kept = file;
    boolean logDamaged = false;
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT kept, log_damaged, name, saved, lost_rows, lost_pages FROM "
                    + TABLE
                    + " ORDER BY number");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        kept = file.resolveSibling(row.getString(1));
        logDamaged = row.getBoolean(2);
        tables.add(
            new SalvageReport.SavedTable(
                row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6)));
      }
    }
    return Optional.of(new SalvageReport(kept, logDamaged, tables));
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM sqlite_schema WHERE name = ?")) {
      query.setString(1, TABLE);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  static void drop(Connection connection) throws SQLException {
    try (Statement drop = connection.createStatement()) {
      drop.executeUpdate("DROP TABLE IF EXISTS " + TABLE);
    }
  }
}
