package dev.weir.system.telemetry;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.telemetry.Packed;
import dev.weir.region.telemetry.Sample;
import dev.weir.region.telemetry.Series;
import dev.weir.region.telemetry.Span;
import dev.weir.region.telemetry.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a regional store of telemetry holds: each reading, and how often.
 *
 * @param times by device and reading
 * @param inMinutes readings that the rows of minutes were made of
 * @param total readings by the store's own count
 */
record StoredReadings(Map<DeviceId, Map<Reading, Integer>> times, long inMinutes, long total) {

  /** Reads a copy, so that the region itself recovers from the files as they were left. */
  static StoredReadings copyOf(Path region, Path copy) throws IOException, SQLException {
    Files.createDirectories(copy);
    try (var files = Files.newDirectoryStream(region, "telemetry.db*")) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("telemetry.db"));
        Statement statement = connection.createStatement()) {
      return read(statement);
    } catch (Malformed e) {
      throw new SQLException(e);
    }
  }

  private static StoredReadings read(Statement statement) throws SQLException, Malformed {
    Map<DeviceId, Map<Reading, Integer>> times = new HashMap<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT s.device, s.row, r.minute, r.samples FROM raw r JOIN spool s ON r.device = s.id")) {
      while (row.next()) {
        List<Series> series = Spool.CODEC.decode(Bytes.wrap(row.getBytes(2))).series();
        Map<Reading, Integer> ofDevice =
            times.computeIfAbsent(DeviceId.of(row.getString(1)), device -> new HashMap<>());
        for (Sample sample : Packed.samples(row.getLong(3), Bytes.wrap(row.getBytes(4)))) {
          ofDevice.merge(reading(series.get(sample.series()), sample), 1, Integer::sum);
        }
      }
    }
    return new StoredReadings(times, inMinutes(statement), total(statement));
  }

  private static Reading reading(Series series, Sample sample) {
    return new Reading(
        series.name(), series.unit(), sample.value(), Instant.ofEpochMilli(sample.millis()));
  }

  private static long inMinutes(Statement statement) throws SQLException, Malformed {
    long readings = 0;
    try (ResultSet row = statement.executeQuery("SELECT row FROM minute")) {
      while (row.next()) {
        readings +=
            Packed.minute(Bytes.wrap(row.getBytes(1))).spans().values().stream()
                .mapToLong(Span::count)
                .sum();
      }
    }
    return readings;
  }

  private static long total(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT readings FROM totals")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** How often a device's reading is there. */
  int times(DeviceId device, Reading reading) {
    return times.getOrDefault(device, Map.of()).getOrDefault(reading, 0);
  }

  /** All of them. */
  long count() {
    return times.values().stream()
        .flatMap(ofDevice -> ofDevice.values().stream())
        .mapToLong(Integer::longValue)
        .sum();
  }
}
