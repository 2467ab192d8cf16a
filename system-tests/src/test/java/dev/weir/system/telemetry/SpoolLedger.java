package dev.weir.system.telemetry;

import dev.weir.agent.adapter.sqlite.SqliteSpool;
import dev.weir.agent.spool.SpoolRecord;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What an agent's spool ever held and what left it, kept by triggers in {@code spool.db} itself: in
 * the agent's own transactions, so that it is durable exactly when the spool's change is. The agent
 * knows nothing of it.
 */
record SpoolLedger(DeviceId device, Path file) {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE kept (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL)",
          "CREATE TABLE deleted (sequence INTEGER PRIMARY KEY)",
          """
          CREATE TRIGGER keep AFTER INSERT ON pack BEGIN
            INSERT INTO kept VALUES (new.sequence, new.body); END""",
          """
          CREATE TRIGGER note AFTER DELETE ON pack BEGIN
            INSERT INTO deleted VALUES (old.sequence); END""");

  /** Makes an empty spool with a ledger, before the agent's first start. */
  static SpoolLedger in(Path folder, DeviceId device) throws IOException, SQLException {
    Files.createDirectories(folder);
    SpoolLedger ledger = new SpoolLedger(device, folder.resolve("spool.db"));
    try (SqliteSpool spool = SqliteSpool.at(ledger.file, Instant::now)) {
      spool.open();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger.file);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    return ledger;
  }

  private interface Query<T> {
    T of(Statement statement) throws SQLException;
  }

  /** Reads beside the agent, without a part in its log's life. */
  private <T> T read(Query<T> query) {
    Properties readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    readOnly.setProperty("busy_timeout", "10000");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, readOnly);
        Statement statement = connection.createStatement()) {
      return query.of(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private long number(String sql) {
    return read(
        statement -> {
          try (ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
          }
        });
  }

  /** The newest pack that left the spool; they leave in order. */
  long cursor() {
    return number("SELECT coalesce(max(sequence), 0) FROM deleted");
  }

  /** Packs that are still in the spool. */
  long waiting() {
    return number("SELECT count(*) FROM pack");
  }

  /** Packs that the spool ever held. */
  long packs() {
    return number("SELECT count(*) FROM kept");
  }

  /** Readings that the spool ever held. */
  List<Reading> committed() {
    return readings("SELECT body FROM kept");
  }

  /** Readings that left the spool; where it dropped none, they were acknowledged. */
  List<Reading> acknowledged() {
    return readings("SELECT body FROM kept JOIN deleted USING (sequence)");
  }

  private List<Reading> readings(String sql) {
    return read(
        statement -> {
          List<Reading> readings = new ArrayList<>();
          try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
              readings.addAll(SenMl.decode(Bytes.wrap(row.getBytes(1))));
            }
          } catch (Malformed e) {
            throw new SQLException(e);
          }
          return readings;
        });
  }

  /** Readings that the agent says it dropped. */
  long dropped() {
    return read(
        statement -> {
          try (ResultSet row = statement.executeQuery("SELECT content FROM state")) {
            return row.next()
                ? SpoolRecord.CODEC.decode(Bytes.wrap(row.getBytes(1))).dropped()
                : 0L;
          } catch (Malformed e) {
            throw new SQLException(e);
          }
        });
  }
}
