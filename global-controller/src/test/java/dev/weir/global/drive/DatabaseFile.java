package dev.weir.global.drive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pages of a sound SQLite database, table by table. */
final class DatabaseFile {
  static final int PAGE = 4096;

  /** Pages that lead to others. */
  final SortedMap<String, List<Integer>> inner = new TreeMap<>();

  /** Pages with rows. */
  final SortedMap<String, List<Integer>> leaves = new TreeMap<>();

  private final byte[] bytes;

  private DatabaseFile(byte[] bytes) {
    this.bytes = bytes;
  }

  static DatabaseFile of(Path file) throws IOException {
    DatabaseFile database = new DatabaseFile(Files.readAllBytes(file));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"
                    + " AND name NOT LIKE 'weir%'")) {
      while (row.next()) {
        database.visit(row.getString(1), row.getInt(2));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return database;
  }

  private void visit(String table, int page) {
    ByteBuffer content = ByteBuffer.wrap(bytes, (page - 1) * PAGE, PAGE).slice();
    boolean isInner = content.get(0) == 2 || content.get(0) == 5;
    (isInner ? inner : leaves).computeIfAbsent(table, name -> new ArrayList<>()).add(page);
    if (isInner) {
      for (int cell = 0; cell < content.getShort(3); cell++) {
        visit(table, content.getInt(content.getShort(12 + 2 * cell)));
      }
      visit(table, content.getInt(8));
    }
  }
}
