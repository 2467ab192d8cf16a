package dev.weir.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * One SQLite database with one connection, for one thread. Opened with a write-ahead log and {@code
 * synchronous=FULL}, so that what a transaction committed survives a loss of power; it refuses to
 * go on where either could not be set.
 */
public final class Sqlite implements AutoCloseable {
  private static final int FULL = 2;
  private static final int OFF = 0;

  private final Path file;
  private final Connection connection;

  private Sqlite(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the store's database. Where it is corrupt, makes a new one from what can be read of it
   * and keeps the corrupt one beside it under a name with the time; {@link #salvage} tells then.
   *
   * @param migrations see {@link #open}
   * @param check knows the store's rows
   * @param now names the file that is kept
   * @throws StorageException as {@link #open}; and where there is no room for the salvage, which
   *     the next start begins again
   */
  public static Sqlite openOrSalvage(
      Path file, List<String> migrations, RowCheck check, Instant now) {
    try {
      new Aside(file).putInPlace();
      if (isCorrupt(file)) {
        Salvage.run(file, migrations, check, now);
      }
    } catch (IOException e) {
      throw new StorageException(file, e);
    }
    return open(file, migrations);
  }

  private static boolean isCorrupt(Path file) throws IOException {
    Aside aside = new Aside(file);
    Wal log = Wal.read(aside.log());
    if (aside.isSuspect() || log.isDamaged()) {
      return true;
    }
    if (!Files.exists(file) || Files.size(file) == 0) {
      // SQLite would take it for a new one, and throw the log away.
      return log.highest() > 0;
    }
    // With a rollback journal it was being made when it was left; SQLite undoes that.
    return !aside.hasJournal() && !passesCheck(file);
  }

  /** Looks through the whole file; only reads, so that a corrupt one stays as it was. */
  private static boolean passesCheck(Path file) {
    Properties readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    try (Connection connection = DriverManager.getConnection(url(file), readOnly);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      return "ok".equals(row.getString(1));
    } catch (SQLException e) {
      if (Trouble.of(file, e) == Trouble.CORRUPT) {
        return false;
      }
      throw new StorageException(file, e);
    }
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  /**
   * Opens the file, makes it where it is missing, and brings its schema up to date. A corrupt one
   * is left as it is.
   *
   * @param migrations scripts in order; the n-th brings {@code user_version} to n. Never edited,
   *     only added to
   * @throws StorageException where it is not a database, or a newer program wrote it
   */
  public static Sqlite open(Path file, List<String> migrations) {
    return open(file, migrations, FULL);
  }

  /**
   * Makes a database for a salvage. It is worth nothing before {@link #finishSalvage}, so nothing
   * is waited for until then.
   */
  static Sqlite openForSalvage(Path file, List<String> migrations) {
    return open(file, migrations, OFF);
  }

  private static Sqlite open(Path file, List<String> migrations, int synchronous) {
    try {
      Sqlite database = new Sqlite(file, DriverManager.getConnection(url(file)));
      try {
        database.configure(synchronous);
        database.migrate(migrations);
      } catch (SQLException e) {
        database.close();
        throw database.failure(e);
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
      return database;
    } catch (SQLException e) {
      throw new StorageException(file, e);
    }
  }

  private void configure(int synchronous) throws SQLException {
    execute("PRAGMA busy_timeout=5000");
    synchronous(synchronous);
    execute("PRAGMA foreign_keys=ON");
    execute("PRAGMA page_size=" + Pages.SIZE);
    execute("PRAGMA journal_mode=WAL");
    // A deleted row leaves no bytes behind that a salvage could take for a row.
    execute("PRAGMA secure_delete=FAST");
    if (!"wal".equalsIgnoreCase(text("PRAGMA journal_mode"))) {
      throw new StorageException(file, "can't be opened with a write-ahead log");
    }
  }

  private void synchronous(int level) throws SQLException {
    execute("PRAGMA synchronous=" + level);
    if (number("PRAGMA synchronous") != level) {
      throw new StorageException(file, "can't be opened with synchronous=" + level);
    }
  }

  private void migrate(List<String> migrations) throws SQLException {
    long version = number("PRAGMA user_version");
    if (version > migrations.size()) {
      throw newer(file, version, migrations);
    }
    for (int next = (int) version; next < migrations.size(); next++) {
      String script = migrations.get(next);
      int reached = next + 1;
      transaction(
          c -> {
            try (Statement statement = c.createStatement()) {
              // First of all, so that it lies on the page where a salvage looks for it.
              statement.executeUpdate(Tables.CREATE_ROOTS);
              statement.executeUpdate(script);
              statement.executeUpdate(Tables.FILL_ROOTS);
              statement.executeUpdate("PRAGMA user_version=" + reached);
            }
            return reached;
          });
    }
  }

  /** A newer program wrote the database. */
  static StorageException newer(Path file, long version, List<String> migrations) {
    return new StorageException(
        file,
        "has schema "
            + version
            + ", this program knows up to "
            + migrations.size()
            + "; run the newer program, or restore a backup");
  }

  /**
   * What was salvaged, from when this database was made from a corrupt one until {@link
   * #settleSalvage}; also after the process was started again.
   */
  public Optional<SalvageReport> salvage() {
    return read(connection -> Reports.read(connection, file));
  }

  /** Forgets the report of the salvage; for a store that has done all that follows from it. */
  public void settleSalvage() {
    transaction(
        connection -> {
          Reports.drop(connection);
          return true;
        });
  }

  /**
   * Writes the report of the salvage that made this database, and moves all into its one file. When
   * this returns, all of it is on the disk.
   */
  void finishSalvage(SalvageReport report) {
    read(
        connection -> {
          synchronous(FULL);
          return true;
        });
    transaction(
        connection -> {
          Reports.write(connection, report);
          return true;
        });
    read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.getInt(1) != 0) {
              throw new StorageException(file, "its write-ahead log can't be moved into it");
            }
            return true;
          }
        });
  }

  /** What a transaction does. A stored value that it can't decode is a {@link SQLDataException}. */
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /**
   * Runs the work as a whole or not at all; when this returns, it is on the disk.
   *
   * @throws StorageException where it failed, and nothing of it was kept. After {@link
   *     Trouble#FULL} the same work may be run again, as often as it takes, until there is room.
   *     After {@link Trouble#CORRUPT} close the store, and open it again to have it salvaged
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
      throw failure(e);
    }
  }

  /** Remembers on the disk that the file is corrupt, so that the next start salvages it. */
  private StorageException failure(SQLException cause) {
    StorageException failure = new StorageException(file, cause);
    if (failure.trouble() == Trouble.CORRUPT) {
      try {
        new Aside(file).suspect();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
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
      throw failure(e);
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
