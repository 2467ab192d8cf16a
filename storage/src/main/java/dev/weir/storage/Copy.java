package dev.weir.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts the saved rows of one table into the new database, some at a time: memory holds few rows,
 * and the log stays short.
 */
final class Copy {
  /** Bytes of rows that wait in memory at most, the last one aside. */
  private static final int WAITING = 256 * 1024;

  private static final int CONSTRAINT = 19;

  private final Sqlite into;
  private final Table table;
  private final List<Row> waiting = new ArrayList<>();
  private int bytes;
  private boolean begun;
  private long saved;
  private long refused;

  Copy(Sqlite into, Table table) {
    this.into = into;
    this.table = table;
  }

  void add(Row row) {
    waiting.add(row);
    bytes += row.size();
    if (bytes > WAITING) {
      flush();
    }
  }

  /** Writes the rows that wait. */
  void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    saved +=
        into.transaction(
            connection -> {
              if (!begun) {
                clear(connection);
              }
              int inserted = 0;
              for (Row row : waiting) {
                inserted += insert(connection, row);
              }
              refused += waiting.size() - inserted;
              return inserted;
            });
    begun = true;
    waiting.clear();
    bytes = 0;
  }

  /** What the migrations put into a table stays only where nothing of it was saved. */
  private void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM " + quoted(table.name()));
    }
  }

  private int insert(Connection connection, Row row) throws SQLException {
    String sql =
        "INSERT OR IGNORE INTO "
            + quoted(table.name())
            + " ("
            + String.join(", ", row.columns().stream().map(Copy::quoted).toList())
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(row.columns().size(), "?"))
            + ")";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < row.values().size(); i++) {
        insert.setObject(i + 1, row.values().get(i));
      }
      return insert.executeUpdate();
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) == CONSTRAINT) {
        return 0;
      }
      throw e;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  long saved() {
    return saved;
  }

  /** Rows that the new database did not take: there twice, or against a rule of the table. */
  long refused() {
    return refused;
  }
}
