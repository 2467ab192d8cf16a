package dev.weir.global.drive;

import dev.weir.global.Samples;
import dev.weir.global.adapter.sqlite.SqliteGlobalStore;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.Salvaged;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store in a file that a test takes rows from, as a salvage does. */
final class LossyStore {
  private final Path file;
  private GlobalStore open;
  private Optional<Salvaged> salvaged = Optional.empty();

  /** Commits until one fails as the last thing that the process does; below 0: never. */
  int lives = -1;

  LossyStore(Path file) {
    this.file = file;
    this.open = reopened();
  }

  private GlobalStore reopened() {
    return SqliteGlobalStore.open(file, false, Samples.NOON);
  }

  /** The process is gone. */
  static final class Killed extends RuntimeException {}

  GlobalStore store() {
    return (GlobalStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GlobalStore.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "salvaged" -> salvaged;
                  case "settleSalvage" -> settle();
                  default -> call(method, arguments);
                });
  }

  private boolean settle() {
    salvaged = Optional.empty();
    return true;
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("commit")) {
      live();
    }
    try {
      return method.invoke(open, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void live() {
    if (lives == 0) {
      lives = -1;
      throw new Killed();
    }
    lives--;
  }

  /**
   * Changes rows behind the store's back, and lets it say that it was salvaged.
   *
   * @param table that is said to have lost rows; empty: none
   */
  void lose(boolean mayBeOlder, String table, String... statements) {
    open.close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    SortedMap<String, String> lost = new TreeMap<>();
    if (!table.isEmpty()) {
      lost.put(table, "1 rows and 0 pages");
    }
    salvaged = Optional.of(new Salvaged("global.db.corrupt-T", mayBeOlder, lost));
    open = reopened();
  }

  boolean isSettled() {
    return salvaged.isEmpty();
  }

  void close() {
    open.close();
  }
}
