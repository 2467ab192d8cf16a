package dev.weir.agent.adapter.sqlite;

import dev.weir.agent.spool.SpoolRecord;
import dev.weir.agent.spool.SpoolRow;
import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.storage.Row;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A spool's rows. Each pack has a checksum (CRC-32C, RFC 3720, appendix B.4) over all of its
 * columns, so that a flipped bit is found before the region is troubled with it.
 */
final class SpoolRows {
  private SpoolRows() {}

  static int checksum(long sequence, long stream, long priority, long readings, byte[] body) {
    CRC32C sum = new CRC32C();
    ByteBuffer head = ByteBuffer.allocate(4 * Long.BYTES);
    sum.update(head.putLong(sequence).putLong(stream).putLong(priority).putLong(readings).flip());
    sum.update(body);
    return (int) sum.getValue();
  }

  /** Whether a row of a damaged file is one that a spool wrote. */
  static boolean accepts(String table, Row row) throws Malformed {
    if (table.equals("state")) {
      SpoolRecord.CODEC.decode(Bytes.wrap(row.blob("content")));
      return true;
    }
    long sum =
        checksum(
            row.integer("sequence"),
            row.integer("stream"),
            row.integer("priority"),
            row.integer("readings"),
            row.blob("body"));
    return row.integer("checksum") == sum;
  }

  /** Of a damaged row any. */
  static Priority priority(long stored) {
    return stored <= 0 ? Priority.LOW : stored == 1 ? Priority.NORMAL : Priority.HIGH;
  }

  static int number(Priority priority) {
    return switch (priority) {
      case LOW -> 0;
      case NORMAL -> 1;
      case HIGH -> 2;
    };
  }

  /** Of a damaged row as many as a pack may have. */
  static int readings(long stored) {
    return (int) Math.min(Math.max(stored, 1), Limits.READINGS);
  }

  static SpoolRow row(ResultSet row) throws SQLException {
    return new SpoolRow(
        row.getLong("sequence"),
        priority(row.getLong("priority")),
        readings(row.getLong("readings")),
        Bytes.wrap(row.getBytes("body")));
  }

  static boolean isWhole(ResultSet row, SpoolRow read) throws SQLException {
    return read.body().size() <= Limits.ENTRY
        && row.getInt("checksum")
            == checksum(
                read.sequence(),
                row.getLong("stream"),
                row.getLong("priority"),
                row.getLong("readings"),
                read.body().toArray());
  }

  static void add(Connection connection, long stream, SpoolRow row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?)")) {
      byte[] body = row.body().toArray();
      long priority = number(row.priority());
      statement.setLong(1, row.sequence());
      statement.setLong(2, stream);
      statement.setLong(3, priority);
      statement.setInt(4, row.readings());
      statement.setBytes(5, body);
      statement.setInt(6, checksum(row.sequence(), stream, priority, row.readings(), body));
      statement.executeUpdate();
    }
  }

  static void put(Connection connection, SpoolRecord record) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO state VALUES (1, ?)")) {
      statement.setBytes(1, SpoolRecord.CODEC.encode(record).toArray());
      statement.executeUpdate();
    }
  }

  static Optional<SpoolRecord> record(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT content FROM state")) {
      return row.next()
          ? Optional.of(SpoolRecord.CODEC.decode(Bytes.wrap(row.getBytes(1))))
          : Optional.empty();
    } catch (Malformed e) {
      throw new SQLDataException("the spool's record: " + e.getMessage(), e);
    }
  }
}
