package dev.weir.region.adapter.sqlite;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Spool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forgets what is too old of some devices, in the order of their numbers. A device that was not
 * heard of for as long as anything is kept is forgotten as a whole.
 */
record TelemetryPruning(long rawFrom, long minutesFrom, int devices) {
  /**
   * One slice.
   *
   * @param after the last device of the slice before
   * @return the last device of this one; 0: there is none after it
   */
  long run(Connection connection, long after) throws SQLException {
    long last = 0;
    Map<Long, Spool> slice = slice(connection, after);
    try (PreparedStatement raw =
            connection.prepareStatement("DELETE FROM raw WHERE device = ? AND minute < ?");
        PreparedStatement minute =
            connection.prepareStatement("DELETE FROM minute WHERE device = ? AND minute < ?");
        PreparedStatement spool = connection.prepareStatement("DELETE FROM spool WHERE id = ?")) {
      for (Map.Entry<Long, Spool> device : slice.entrySet()) {
        last = device.getKey();
        boolean isGone = Sample.minuteOf(device.getValue().heard().toEpochMilli()) < minutesFrom;
        delete(raw, last, isGone ? Long.MAX_VALUE : rawFrom);
        delete(minute, last, isGone ? Long.MAX_VALUE : minutesFrom);
        if (isGone) {
          spool.setLong(1, last);
          spool.executeUpdate();
        }
      }
    }
    return slice.size() < devices ? 0 : last;
  }

  private Map<Long, Spool> slice(Connection connection, long after) throws SQLException {
    Map<Long, Spool> found = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id, row FROM spool WHERE id > ? ORDER BY id LIMIT ?")) {
      query.setLong(1, after);
      query.setInt(2, devices);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getLong(1), Spool.CODEC.decode(Bytes.wrap(rows.getBytes(2))));
        }
      }
    } catch (Malformed e) {
      throw new SQLDataException(e.getMessage(), e);
    }
    return found;
  }

  private static void delete(PreparedStatement statement, long device, long before)
      throws SQLException {
    statement.setLong(1, device);
    statement.setLong(2, before);
    statement.executeUpdate();
  }
}
