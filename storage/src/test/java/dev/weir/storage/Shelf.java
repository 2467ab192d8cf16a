package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A store with every kind of table that ours have. A row's body names its table and key over and
 * over and carries a checksum: so a test finds the pages that a row is on, and its check knows a
 * row that nobody wrote.
 */
final class Shelf {
  private Shelf() {}

  static final List<String> OLD =
      List.of(
          """
          CREATE TABLE device (id TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE directive (rollout TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE relay (
            sequence INTEGER PRIMARY KEY, device TEXT NOT NULL, report BLOB NOT NULL);
          CREATE INDEX relay_by_device ON relay (device);
          CREATE TABLE action (
            counter INTEGER NOT NULL, body BLOB NOT NULL, device TEXT NOT NULL,
            PRIMARY KEY (device, counter)) WITHOUT ROWID;
          CREATE TABLE note (x INTEGER, body BLOB);
          CREATE TABLE counter (one INTEGER PRIMARY KEY CHECK (one = 1), n INTEGER NOT NULL);
          INSERT INTO counter VALUES (1, 0);
          """);

  static final List<String> NEW =
      List.of(
          OLD.get(0),
          """
          ALTER TABLE relay ADD COLUMN level INTEGER NOT NULL DEFAULT 7;
          CREATE TABLE late (id TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
          """);

  static final RowCheck CHECK = (table, row) -> row(table, row);

  private static boolean row(String table, Row row) {
    return switch (table) {
      case "device", "late" -> holds(table + "/" + row.text("id"), row.blob("row"));
      case "directive" -> holds(table + "/" + row.text("rollout"), row.blob("row"));
      case "relay" ->
          holds(table + "/" + row.integer("sequence") + row.text("device"), row.blob("report"));
      case "action" ->
          holds(table + "/" + row.text("device") + row.integer("counter"), row.blob("body"));
      case "note" -> holds(table + "/" + row.integer("x"), row.blob("body"));
      case "counter" -> row.integer("one") == 1;
      default -> false;
    };
  }

  static byte[] body(String tag, int length) {
    byte[] text = ("<" + tag + ">").getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[Integer.BYTES + Math.max(length, text.length)];
    for (int i = Integer.BYTES; i < body.length; i++) {
      body[i] = text[(i - Integer.BYTES) % text.length];
    }
    return ByteBuffer.wrap(body).putInt(0, sum(body)).array();
  }

  private static int sum(byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(body, Integer.BYTES, body.length - Integer.BYTES);
    return (int) sum.getValue();
  }

  private static boolean holds(String tag, byte[] body) {
    return Arrays.equals(body, body(tag, body.length - Integer.BYTES));
  }

  /** A length that most rows have, and now and then one that needs pages of its own. */
  private static int length(Random random) {
    return random.nextInt(20) == 0 ? 3000 + random.nextInt(15_000) : 40 + random.nextInt(300);
  }

  /** Adds rows with numbers from first on to each table. */
  static void add(Sqlite database, int first, int rows, Random random) {
    database.transaction(
        connection -> {
          insert(connection, first, rows, random);
          return rows;
        });
  }

  /** The same within a transaction. */
  static void insert(Connection connection, int first, int rows, Random random)
      throws SQLException {
    for (int n = first; n < first + rows; n++) {
      String id = String.format("device-%06d", n * 7919 % 100_003);
      insert(connection, "device (id, row)", id, body("device/" + id, length(random)));
      if (n % 3 == 0) {
        insert(connection, "directive (rollout, row)", id, body("directive/" + id, length(random)));
      }
      insert(
          connection,
          "relay (sequence, device, report)",
          (long) n,
          id,
          body("relay/" + n + id, length(random)));
      insert(
          connection,
          "action (device, counter, body)",
          "d" + n % 17,
          (long) n,
          body("action/d" + n % 17 + n, length(random)));
      insert(connection, "note (x, body)", (long) n, body("note/" + n, length(random)));
    }
  }

  /**
   * Makes a database whose pages were used and freed and used again, and that has seen a migration.
   */
  static Map<String, String> used(Path file) {
    Random random = new Random(1);
    try (Sqlite database = Sqlite.open(file, OLD)) {
      add(database, 0, 250, random);
      forget(database, 90);
    }
    try (Sqlite database = Sqlite.open(file, NEW)) {
      late(database, 60, random);
      add(database, 250, 150, random);
      forget(database, 200);
      database.transaction(
          connection -> {
            run(connection, "UPDATE counter SET n = 42");
            return true;
          });
      assertThat(number(database, "PRAGMA freelist_count")).isGreaterThan(20);
      return rows(database);
    }
  }

  private static void late(Sqlite database, int rows, Random random) {
    database.transaction(
        connection -> {
          for (int n = 0; n < rows; n++) {
            insert(connection, "late (id, row)", "l" + n, body("late/l" + n, length(random)));
          }
          return rows;
        });
  }

  /** Deletes from each table the rows up to the number. */
  private static void forget(Sqlite database, int upTo) {
    database.transaction(
        connection -> {
          run(connection, "DELETE FROM relay WHERE sequence <= " + upTo);
          run(connection, "DELETE FROM action WHERE counter <= " + upTo);
          run(connection, "DELETE FROM note WHERE x <= " + upTo);
          run(connection, "DELETE FROM device WHERE id < 'device-020000'");
          return upTo;
        });
  }

  private static void insert(Connection connection, String into, Object... values)
      throws SQLException {
    String places = "?, ".repeat(values.length - 1) + "?";
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + into + " VALUES (" + places + ")")) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Every row of every table by its tag: all columns as text. */
  static Map<String, String> rows(Sqlite database) {
    return database.read(
        connection -> {
          Map<String, String> rows = new TreeMap<>();
          each(connection, rows, "device/", "id", "SELECT id, row FROM device");
          each(connection, rows, "directive/", "id", "SELECT rollout AS id, row FROM directive");
          each(
              connection,
              rows,
              "relay/",
              "id",
              "SELECT sequence || device AS id, report FROM relay");
          each(
              connection,
              rows,
              "action/",
              "id",
              "SELECT device || counter AS id, body FROM action");
          each(connection, rows, "note/", "id", "SELECT x AS id, body, rowid FROM note");
          if (has(connection, "late")) {
            each(connection, rows, "late/", "id", "SELECT id, row FROM late");
          }
          return rows;
        });
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = '" + table + "'")) {
      return row.next();
    }
  }

  private static void each(
      Connection connection, Map<String, String> rows, String table, String key, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(new String(row.getBytes(i), StandardCharsets.ISO_8859_1));
        }
        rows.put(table + row.getString(key), String.join("|", values));
      }
    }
  }

  static long number(Sqlite database, String sql) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
          }
        });
  }
}
