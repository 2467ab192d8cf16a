package dev.weir.global.adapter.sqlite;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Statements with values, and rows whose body is an encoded message. */
final class Rows {
  private Rows() {}

  /** Runs a change. Values are texts, numbers and {@link Bytes}. */
  static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Bytes bytes) {
        statement.setBytes(i + 1, bytes.toArray());
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }

  /** Reads one row's first column, or gives the fallback where there is no row. */
  static long number(Connection connection, long fallback, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : fallback;
    }
  }

  /** What takes a row. */
  interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  static void each(Connection connection, Taker taker, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        taker.take(row);
      }
    }
  }

  /** Reads rows whose first column is an encoded message. */
  static <T> void eachBody(
      Connection connection, Codec<T> codec, Consumer<T> taker, String sql, Object... values)
      throws SQLException {
    each(connection, row -> taker.accept(decoded(codec, row.getBytes(1))), sql, values);
  }

  static <T> List<T> bodies(Connection connection, Codec<T> codec, String sql, Object... values)
      throws SQLException {
    List<T> all = new ArrayList<>();
    eachBody(connection, codec, all::add, sql, values);
    return List.copyOf(all);
  }

  /** Reads the row of each key, in the order of the keys; one statement serves all. */
  static <T> List<T> bodiesOf(Connection connection, Codec<T> codec, String sql, List<String> keys)
      throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String key : keys) {
        statement.setString(1, key);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            all.add(decoded(codec, row.getBytes(1)));
          }
        }
      }
    }
    return List.copyOf(all);
  }

  static <T> T decoded(Codec<T> codec, byte[] body) throws SQLException {
    try {
      return codec.decode(Bytes.wrap(body));
    } catch (Malformed e) {
      throw new SQLDataException("a stored row can't be read: " + e.getMessage(), e);
    }
  }
}
