package dev.weir.region.adapter.sqlite;

import dev.weir.protocol.id.DeviceId;
import dev.weir.region.store.TelemetryBatch;
import dev.weir.region.store.TelemetryTotals;
import dev.weir.region.telemetry.Minute;
import dev.weir.region.telemetry.Packed;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Spool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What a batch of telemetry writes. */
final class TelemetryWrites {
  private TelemetryWrites() {}

  static void write(Connection connection, TelemetryBatch batch) throws SQLException {
    try (PreparedStatement find =
            connection.prepareStatement("SELECT id FROM spool WHERE device = ?");
        PreparedStatement spool =
            connection.prepareStatement(
                "INSERT INTO spool (device, row) VALUES (?, ?)"
                    + " ON CONFLICT (device) DO UPDATE SET row = excluded.row");
        PreparedStatement raw =
            connection.prepareStatement(
                "INSERT INTO raw SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3 FROM raw"
                    + " WHERE device = ?1 AND minute = ?2");
        PreparedStatement minute =
            connection.prepareStatement("INSERT OR REPLACE INTO minute VALUES (?, ?, ?)")) {
      for (TelemetryBatch.Device device : batch.devices()) {
        keep(spool, device.device(), device.spool());
        long id = id(find, device.device());
        for (Map.Entry<Long, List<Sample>> entry : device.samples().entrySet()) {
          add(raw, id, entry.getKey(), entry.getValue());
        }
        for (Map.Entry<Long, Minute> entry : device.minutes().entrySet()) {
          put(minute, id, entry.getKey(), entry.getValue());
        }
      }
      raw.executeBatch();
      minute.executeBatch();
    }
    totals(connection, batch.totals());
  }

  private static void keep(PreparedStatement statement, DeviceId device, Spool spool)
      throws SQLException {
    statement.setString(1, device.text());
    statement.setBytes(2, Spool.CODEC.encode(spool).toArray());
    statement.executeUpdate();
  }

  private static long id(PreparedStatement find, DeviceId device) throws SQLException {
    find.setString(1, device.text());
    try (ResultSet row = find.executeQuery()) {
      return row.getLong(1);
    }
  }

  private static void add(PreparedStatement raw, long id, long minute, List<Sample> samples)
      throws SQLException {
    raw.setLong(1, id);
    raw.setLong(2, minute);
    raw.setBytes(3, Packed.samples(minute, samples).toArray());
    raw.addBatch();
  }

  private static void put(PreparedStatement statement, long id, long number, Minute minute)
      throws SQLException {
    statement.setLong(1, id);
    statement.setLong(2, number);
    statement.setBytes(3, Packed.minute(minute).toArray());
    statement.addBatch();
  }

  private static void totals(Connection connection, TelemetryTotals totals) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO totals VALUES ('taken', ?, ?)")) {
      statement.setLong(1, totals.readings());
      statement.setLong(2, totals.dropped());
      statement.executeUpdate();
    }
  }
}
