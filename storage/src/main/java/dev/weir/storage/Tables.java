package dev.weir.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database, in the order in which the migrations made them.
 *
 * <p>Where each begins is said on page 1, and again by a table of ours: a salvage finds the tables
 * when page 1 is lost.
 */
final class Tables {
  private Tables() {}

  /** Where the table of roots begins itself: on the first page that is free in a new database. */
  static final int ROOTS_PAGE = 2;

  static final String CREATE_ROOTS =
      "CREATE TABLE IF NOT EXISTS weir_roots (name TEXT NOT NULL, root INTEGER NOT NULL)";

  static final String FILL_ROOTS =
      "DELETE FROM weir_roots;"
          + " INSERT INTO weir_roots SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'";

  /** A table's name and the page that it begins with. */
  record Root(String name, int page) {
    /** Reads a row of page 1's schema; of an index it gives the name of that. */
    static Root ofSchema(TreePage.Stored stored) throws Damage {
      List<@Nullable Object> values = Records.values(stored.record());
      return values.size() == 5 ? of(values.get(1), values.get(3)) : of(null, null);
    }

    /** Reads a row of the table of roots. */
    static Root ofRoots(TreePage.Stored stored) throws Damage {
      List<@Nullable Object> values = Records.values(stored.record());
      return values.size() == 2 ? of(values.get(0), values.get(1)) : of(null, null);
    }

    private static Root of(@Nullable Object name, @Nullable Object page) throws Damage {
      if (name instanceof String text
          && page instanceof Long number
          && number >= 0
          && number <= Integer.MAX_VALUE) {
        return new Root(text, number.intValue());
      }
      throw new Damage("no row that says where a table begins");
    }
  }

  static List<Table> of(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT s.name, l.wr FROM sqlite_schema s JOIN pragma_table_list l"
                    + " ON l.name = s.name AND l.schema = 'main'"
                    + " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                    + " AND s.name NOT LIKE 'weir\\_%' ESCAPE '\\'"
                    + " ORDER BY s.rowid");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String name = row.getString(1);
        tables.add(new Table(name, row.getInt(2) == 0, columns(connection, name)));
      }
    }
    return tables;
  }

  private static List<Table.Column> columns(Connection connection, String table)
      throws SQLException {
    List<Table.Column> columns = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid")) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.add(
              new Table.Column(
                  row.getString(1), row.getString(2), row.getInt(3) == 1, row.getInt(4)));
        }
      }
    }
    return columns;
  }
}
