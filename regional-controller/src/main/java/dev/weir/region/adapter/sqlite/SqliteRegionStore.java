package dev.weir.region.adapter.sqlite;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import dev.weir.region.store.DirectiveRow;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import dev.weir.storage.SalvageReport;
import dev.weir.storage.Sqlite;
import dev.weir.storage.StorageException;
import dev.weir.storage.Trouble;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region's store in one SQLite file: rows are CBOR, found by their keys. Beside it lies a mark
 * that tells one that was put back from a copy.
 */
public final class SqliteRegionStore implements RegionStore {
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE device (id TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE directive (rollout TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE relay (
            sequence INTEGER PRIMARY KEY,
            device TEXT NOT NULL,
            owner_epoch INTEGER NOT NULL,
            report BLOB NOT NULL);
          CREATE TABLE meta (name TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
          """);

  private static final Logger LOG = LoggerFactory.getLogger(SqliteRegionStore.class);
  private static final String META = "meta";

  private final Sqlite database;
  private final SequenceMark mark;
  private Optional<String> salvaged;

  private SqliteRegionStore(Sqlite database, SequenceMark mark) {
    this.database = database;
    this.mark = mark;
    this.salvaged = database.salvage().map(SalvageReport::summary);
  }

  /**
   * Opens the file, and makes it where it is missing; one that is corrupt is kept aside, and what
   * can be read of it is taken over.
   *
   * @param now names the file that is kept
   */
  public static SqliteRegionStore open(Path file, Instant now) {
    Sqlite database = Sqlite.openOrSalvage(file, MIGRATIONS, new RegionRows(), now);
    return new SqliteRegionStore(database, new SequenceMark(file));
  }

  @Override
  public Loaded load() {
    return read(
        connection -> {
          Meta meta = meta(connection);
          return new Loaded(
              meta,
              mark.isAhead(meta.sequence()),
              salvaged,
              rows(connection, "SELECT row FROM device", DeviceRecord.CODEC),
              rows(connection, "SELECT row FROM directive", DirectiveRow.CODEC));
        });
  }

  private Meta meta(Connection connection) throws SQLException {
    Optional<Bytes> row = value(connection, META);
    Meta meta = row.isPresent() ? decode(Meta.CODEC, row.get()) : Meta.NEW;
    return salvaged.isPresent() ? meta.relaying(lastRelayed(connection)) : meta;
  }

  private static long lastRelayed(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT coalesce(max(sequence), 0) FROM relay");
        ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }

  private <T> T read(Sqlite.Work<T> work) {
    return Failures.translated(() -> database.read(work));
  }

  private static Optional<Bytes> value(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT row FROM meta WHERE name = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(Bytes.wrap(rows.getBytes(1))) : Optional.empty();
      }
    }
  }

  private static void keep(Connection connection, String name, Bytes row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO meta (name, row) VALUES (?, ?)")) {
      statement.setString(1, name);
      statement.setBytes(2, row.toArray());
      statement.executeUpdate();
    }
  }

  private static <T> List<T> rows(Connection connection, String sql, Codec<T> codec)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(decode(codec, Bytes.wrap(rows.getBytes(1))));
      }
    }
    return found;
  }

  private static <T> T decode(Codec<T> codec, Bytes row) throws SQLException {
    try {
      return codec.decode(row);
    } catch (Malformed e) {
      throw new SQLDataException(e.getMessage(), e);
    }
  }

  @Override
  public void commit(Batch batch) {
    Failures.translated(() -> database.transaction(connection -> write(connection, batch)));
    try {
      settle(batch.meta());
    } catch (StorageException e) {
      if (e.trouble() != Trouble.FULL) {
        throw e;
      }
      LOG.info("not settled yet: {}", e.getMessage()); // The next commit will.
    }
  }

  private static Batch write(Connection connection, Batch batch) throws SQLException {
    devices(connection, batch.devices());
    delete(
        connection,
        "DELETE FROM device WHERE id = ?",
        batch.gone().stream().map(DeviceId::text).toList());
    directives(connection, batch.directives());
    delete(
        connection,
        "DELETE FROM directive WHERE rollout = ?",
        batch.dropped().stream().map(RolloutId::text).toList());
    relay(connection, batch.relayed());
    forget(connection, batch.meta().relayTaken());
    keep(connection, META, Meta.CODEC.encode(batch.meta()));
    return batch;
  }

  /** What follows from a commit: it is done already, and nothing here may undo it. */
  private void settle(Meta meta) {
    mark.committed(meta.sequence());
    if (salvaged.isPresent()) {
      // The new incarnation is durable: nothing follows from the salvage any more.
      database.settleSalvage();
      salvaged = Optional.empty();
    }
  }

  private static void devices(Connection connection, List<DeviceRecord> devices)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO device (id, row) VALUES (?, ?)")) {
      for (DeviceRecord device : devices) {
        statement.setString(1, device.id().text());
        statement.setBytes(2, DeviceRecord.CODEC.encode(device).toArray());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void directives(Connection connection, List<DirectiveRow> directives)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO directive (rollout, row) VALUES (?, ?)")) {
      for (DirectiveRow row : directives) {
        statement.setString(1, row.directive().rollout().text());
        statement.setBytes(2, DirectiveRow.CODEC.encode(row).toArray());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void delete(Connection connection, String sql, List<String> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String key : keys) {
        statement.setString(1, key);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void relay(Connection connection, List<RelayedReport> reports)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO relay (sequence, device, owner_epoch, report) VALUES (?, ?, ?, ?)")) {
      for (RelayedReport report : reports) {
        statement.setLong(1, report.sequence());
        statement.setString(2, report.device().text());
        statement.setLong(3, report.ownerEpoch());
        statement.setBytes(4, report.report().toArray());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void forget(Connection connection, long upTo) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM relay WHERE sequence <= ?")) {
      statement.setLong(1, upTo);
      statement.executeUpdate();
    }
  }

  @Override
  public List<RelayedReport> relayed(long after, int limit) {
    return read(
        connection -> {
          List<RelayedReport> found = new ArrayList<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT sequence, device, owner_epoch, report FROM relay"
                      + " WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
            query.setLong(1, after);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(
                    new RelayedReport(
                        rows.getLong(1),
                        DeviceId.of(rows.getString(2)),
                        rows.getLong(3),
                        Bytes.wrap(rows.getBytes(4))));
              }
            }
          }
          return List.copyOf(found);
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
