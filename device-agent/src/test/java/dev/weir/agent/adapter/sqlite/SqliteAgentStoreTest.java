package dev.weir.agent.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.journal.AgentStoreContract;
import dev.weir.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAgentStoreTest extends AgentStoreContract {
  @TempDir Path folder;
  private Optional<SqliteAgentStore> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(SqliteAgentStore::close);
  }

  @Override
  protected AgentStore open() {
    close();
    opened = Optional.of(SqliteAgentStore.open(folder.resolve("agent.db")));
    return opened.get();
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Path file = folder.resolve("agent.db");
    Files.writeString(file, "this is no database, though it is long enough to be one".repeat(50));
    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("agent.db");
  }

  @Test
  void aForeignRecordIsRefusedAndNotTakenForAnEmptyStore() throws Exception {
    open();
    close();
    opened = Optional.empty();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agent.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO value VALUES ('record', x'a0')");
    }
    AgentStore store = open();
    assertThatThrownBy(store::load)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("agent-record.device: is missing");
  }
}
