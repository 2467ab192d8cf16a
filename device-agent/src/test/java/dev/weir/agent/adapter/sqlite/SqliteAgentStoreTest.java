package dev.weir.agent.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.adapter.patience.Patience;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.journal.AgentStoreContract;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.Rescued;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.storage.StorageException;
import dev.weir.trust.report.Reports;
import dev.weir.trust.signature.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAgentStoreTest extends AgentStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path folder;
  private Optional<SqliteAgentStore> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(SqliteAgentStore::close);
  }

  @Override
  protected AgentStore open() {
    close();
    opened =
        Optional.of(
            SqliteAgentStore.open(
                folder.resolve("agent.db"), NOW, new Patience(Duration.ofMillis(1))));
    return opened.get();
  }

  private static Bytes report(long counter) {
    Digest digest = Digest.of(new byte[] {(byte) counter});
    return Reports.sign(
        Ed25519.of(Bytes.wrap(new byte[Ed25519.SEED_BYTES])),
        new Report(
            DeviceId.of("pump-1"),
            counter,
            Optional.empty(),
            NOW,
            Generation.NONE,
            Optional.empty(),
            Optional.empty(),
            UpdatePhase.COMMITTED,
            Optional.empty(),
            "",
            new Version("1.0"),
            new Version("1.0"),
            digest,
            Optional.empty(),
            "",
            0,
            0,
            0,
            0,
            Optional.empty(),
            "mqtt",
            "http",
            "a",
            Optional.empty()));
  }

  private static AgentRecord filled(AgentStore store) {
    AgentRecord record =
        AgentRecord.fresh(
                DeviceId.of("pump-1"),
                7,
                SlotContents.shipped(new Version("1.0"), Digest.of(new byte[] {1})),
                0)
            .reported(report(1).digest())
            .reported(report(2).digest());
    store.commit(
        new Commit(
            record,
            Optional.empty(),
            Optional.empty(),
            List.of(
                new Entry(1, EntryKind.REPORT, report(1)),
                new Entry(2, EntryKind.REPORT, report(2)),
                new Entry(
                    3,
                    EntryKind.HEARTBEAT,
                    Heartbeat.CODEC.encode(new Heartbeat(NOW, Optional.empty(), 0, 0)))),
            0,
            List.of()));
    return record;
  }

  private void sql(String change) throws SQLException {
    close();
    opened = Optional.empty();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agent.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(change);
    }
  }

  private boolean isKeptAside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("agent.db.corrupt-"));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsKeptAside() throws IOException {
    Path file = folder.resolve("agent.db");
    Files.writeString(file, "this is no database, though it is long enough to be one".repeat(50));
    AgentStore store = open();
    assertThat(store.load()).isEmpty();
    assertThat(store.rescued()).contains(new Rescued(Optional.empty(), List.of()));
    assertThat(isKeptAside()).isTrue();
  }

  @Test
  void aForeignRecordIsSaidAndTheNextStartRescuesTheRest() throws Exception {
    filled(open());
    sql("UPDATE value SET content = x'a0' WHERE name = 'record'");
    AgentStore store = open();
    assertThatThrownBy(store::load)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("agent-record.device: is missing");
    store = open();
    assertThat(store.load()).as("no basis to go on from").isEmpty();
    Rescued rescued = store.rescued().orElseThrow();
    assertThat(rescued.record()).isEmpty();
    assertThat(rescued.reports())
        .containsExactly(
            new Rescued.SignedReport(1, report(1)), new Rescued.SignedReport(2, report(2)));
    assertThat(rescued.counter()).isEqualTo(2);
    assertThat(rescued.newest()).contains(report(2).digest());
    assertThat(isKeptAside()).isTrue();
  }

  @Test
  void whatWasRescuedIsThereUntilTheFirstCommitAndThenGone() throws Exception {
    AgentRecord record = filled(open());
    sql("UPDATE outbox SET body = x'00' WHERE sequence = 2");
    sql("PRAGMA user_version = 1");
    Files.createFile(folder.resolve("agent.db.suspect"));
    assertThat(open().rescued().orElseThrow().record()).contains(record);
    AgentStore store = open();
    Rescued rescued = store.rescued().orElseThrow();
    assertThat(rescued.reports()).containsExactly(new Rescued.SignedReport(1, report(1)));
    assertThat(rescued.counter()).as("the record knows of one more").isEqualTo(2);
    AgentRecord next = AgentRecord.fresh(record.device(), 8, record.committed(), 0).after(rescued);
    store.commit(Commit.of(next));
    assertThat(store.rescued()).isEmpty();
    assertThat(store.load().orElseThrow().record()).isEqualTo(next);
    assertThat(open().load().orElseThrow().outbox()).isEmpty();
  }
}
