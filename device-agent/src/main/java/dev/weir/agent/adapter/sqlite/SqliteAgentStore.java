package dev.weir.agent.adapter.sqlite;

import dev.weir.agent.adapter.patience.Patience;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.Rescued;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
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

/**
 * The agent's store in one SQLite file. Values are kept as their CBOR, so that their own tables say
 * how they evolve; the journal keeps its newest entries for people, and recovery reads the last.
 */
public final class SqliteAgentStore implements AgentStore, AutoCloseable {
  /** Journal entries that are kept. */
  static final int JOURNAL = 500;

  private static final String RECORD = "record";
  private static final String MANIFEST = "manifest";

  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE value (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE journal (number INTEGER PRIMARY KEY, content BLOB NOT NULL);
          CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL);
          """);

  private final Sqlite database;

  private final Patience patience;
  private boolean salvaged;

  private SqliteAgentStore(Sqlite database, Patience patience) {
    this.database = database;
    this.patience = patience;
    this.salvaged = database.salvage().isPresent();
  }

  /**
   * Opens the file; makes it where it is missing. A corrupt one is kept aside, and what can be read
   * of it is {@link #rescued}.
   *
   * @param now names a corrupt file that is kept
   * @param patience where the disk is full: a step that is not durable must not be taken
   */
  public static SqliteAgentStore open(Path file, Instant now, Patience patience) {
    Sqlite database =
        patience.until(
            () -> Sqlite.openOrSalvage(file, MIGRATIONS, AgentRows::accepts, now),
            SqliteAgentStore::isFull);
    return new SqliteAgentStore(database, patience);
  }

  private static boolean isFull(RuntimeException e) {
    return e instanceof StorageException trouble && trouble.trouble() == Trouble.FULL;
  }

  @Override
  public Optional<Kept> load() {
    return salvaged ? Optional.empty() : kept();
  }

  @Override
  public Optional<Rescued> rescued() {
    return salvaged
        ? Optional.of(
            database.read(
                connection ->
                    new Rescued(
                        value(connection, RECORD, AgentRecord.CODEC),
                        AgentRows.reports(outbox(connection)))))
        : Optional.empty();
  }

  private Optional<Kept> kept() {
    return database.read(
        connection -> {
          Optional<AgentRecord> record = value(connection, RECORD, AgentRecord.CODEC);
          return record.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Kept(
                      record.get(),
                      last(connection),
                      value(connection, MANIFEST, Manifest.CODEC),
                      outbox(connection)));
        });
  }

  @Override
  public void commit(Commit change) {
    patience.until(() -> database.transaction(c -> take(c, change)), SqliteAgentStore::isFull);
    if (salvaged) {
      database.settleSalvage();
      salvaged = false;
    }
  }

  /** What was rescued gives way to the first commit. */
  private Commit take(Connection connection, Commit change) throws SQLException {
    if (salvaged) {
      for (String table : List.of("value", "journal", "outbox")) {
        change(connection, "DELETE FROM " + table + " WHERE ?", 1);
      }
    }
    put(connection, RECORD, AgentRecord.CODEC.encode(change.record()));
    if (change.manifest().isPresent()) {
      put(connection, MANIFEST, Manifest.CODEC.encode(change.manifest().get()));
    }
    if (change.entry().isPresent()) {
      append(connection, change.entry().get());
    }
    change(connection, "DELETE FROM outbox WHERE sequence <= ?", change.acknowledged());
    for (long sequence : change.dropped()) {
      change(connection, "DELETE FROM outbox WHERE sequence = ?", sequence);
    }
    for (Entry entry : change.added()) {
      add(connection, entry);
    }
    return change;
  }

  private static void put(Connection connection, String name, Bytes content) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO value VALUES (?, ?)")) {
      statement.setString(1, name);
      statement.setBytes(2, content.toArray());
      statement.executeUpdate();
    }
  }

  private static void append(Connection connection, JournalEntry entry) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO journal VALUES (?, ?)")) {
      statement.setLong(1, entry.number());
      statement.setBytes(2, JournalEntry.CODEC.encode(entry).toArray());
      statement.executeUpdate();
    }
    change(connection, "DELETE FROM journal WHERE number <= ?", entry.number() - JOURNAL);
  }

  private static void add(Connection connection, Entry entry) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO outbox VALUES (?, ?, ?)")) {
      statement.setLong(1, entry.sequence());
      statement.setString(2, entry.kind().name());
      statement.setBytes(3, entry.body().toArray());
      statement.executeUpdate();
    }
  }

  private static void change(Connection connection, String sql, long argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, argument);
      statement.executeUpdate();
    }
  }

  private static <T> Optional<T> value(Connection connection, String name, Codec<T> codec)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT content FROM value WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(decode(codec, row.getBytes(1))) : Optional.empty();
      }
    }
  }

  private static Optional<JournalEntry> last(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT content FROM journal ORDER BY number DESC LIMIT 1");
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(decode(JournalEntry.CODEC, row.getBytes(1)))
          : Optional.empty();
    }
  }

  private static List<Entry> outbox(Connection connection) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT sequence, kind, body FROM outbox ORDER BY 1");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        entries.add(
            new Entry(
                row.getLong(1), EntryKind.valueOf(row.getString(2)), Bytes.wrap(row.getBytes(3))));
      }
    }
    return entries;
  }

  private static <T> T decode(Codec<T> codec, byte[] content) throws SQLDataException {
    try {
      return codec.decode(Bytes.wrap(content));
    } catch (Malformed e) {
      throw new SQLDataException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
