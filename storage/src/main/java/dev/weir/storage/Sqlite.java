package dev.weir.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One SQLite database with one connection, for one thread. Opened with a write-ahead log and {@code
 * synchronous=FULL}, so that what a transaction committed survives a loss of power; it refuses to
 * go on where either could not be set.
 */
public final class Sqlite implements AutoCloseable {
  private static final int FULL = 2;

  private final Path file;
  private final Connection connection;

  private Sqlite(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the file, makes it where it is missing, and brings its schema up to date.
   *
   * @param migrations scripts in order; the n-th brings {@code user_version} to n. Never edited,
   *     only added to
   * @throws StorageException where it is not a database, or a newer program wrote it
   */
  public static Sqlite open(Path file, List<String> migrations) {
    try {
      Sqlite database = new Sqlite(file, DriverManager.getConnection("jdbc:sqlite:" + file));
      try {
        database.configure();
        database.migrate(migrations);
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
      return database;
    } catch (SQLException e) {
      throw new StorageException(file, e);
    }
  }

  private void configure() throws SQLException {
    execute("PRAGMA busy_timeout=5000");
    execute("PRAGMA foreign_keys=ON");
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=FULL");
    if (!"wal".equalsIgnoreCase(text("PRAGMA journal_mode"))
        || number("PRAGMA synchronous") != FULL) {
      throw new StorageException(file, "can't be opened with a synchronous write-ahead log");
    }
  }

  private void migrate(List<String> migrations) throws SQLException {
    long version = number("PRAGMA user_version");
    if (version > migrations.size()) {
      throw new StorageException(
          file,
          "has schema "
              + version
              + ", this program knows up to "
              + migrations.size()
              + "; run the newer program, or restore a backup");
    }
    for (int next = (int) version; next < migrations.size(); next++) {
      String script = migrations.get(next);
      int reached = next + 1;
      transaction(
          c -> {
            try (Statement statement = c.createStatement()) {
              statement.executeUpdate(script);
              statement.executeUpdate("PRAGMA user_version=" + reached);
            }
            return reached;
          });
    }
  }

  /** What a transaction does. */
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /**
   * Runs the work as a whole or not at all; when this returns, it is on the disk.
   *
   * @throws StorageException where it failed, and nothing of it was kept. After {@link
   *     Trouble#FULL} the same work may be run again, as often as it takes, until there is room
   */
  public <T> T transaction(Work<T> work) {
    try {
      execute("BEGIN IMMEDIATE");
      T result;
      try {
        result = work.in(connection);
        execute("COMMIT");
      } catch (SQLException | RuntimeException | Error e) {
        rollback(e);
        throw e;
      }
      return result;
    } catch (SQLException e) {
      throw new StorageException(file, e);
    }
  }

  private void rollback(Throwable cause) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Reads outside a transaction. */
  public <T> T read(Work<T> work) {
    try {
      return work.in(connection);
    } catch (SQLException e) {
      throw new StorageException(file, e);
    }
  }

  public Path file() {
    return file;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StorageException(file, e);
    }
  }
}
