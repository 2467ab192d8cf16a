package dev.weir.agent.adapter.patience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.adapter.file.FileBootStore;
import dev.weir.agent.adapter.file.FileDownloads;
import dev.weir.agent.adapter.file.FileSlots;
import dev.weir.agent.adapter.sqlite.SqliteAgentStore;
import dev.weir.agent.adapter.sqlite.SqliteSpool;
import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootStore;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.slot.NoRoom;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.spool.ClosedPack;
import dev.weir.agent.spool.Spool;
import dev.weir.disk.check.SmallDisk;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full disk does to what an agent must make durable, and what it may not touch. */
class PatienceTest {
  private static final int MIB = 1024 * 1024;
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final SlotContents CONTENTS =
      SlotContents.shipped(new Version("1.0"), Digest.of(new byte[] {1}));

  @TempDir Path folder;
  private final Patience patience = new Patience(Duration.ofMillis(2));

  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void theSameWorkIsDoneAgainUntilThereIsRoom() {
    AtomicInteger attempts = new AtomicInteger();
    int done =
        patience.until(
            () -> {
              if (attempts.incrementAndGet() < 4) {
                throw new Full();
              }
              assertThat(patience.waits()).isPresent();
              return attempts.get();
            },
            Full.class::isInstance);
    assertThat(done).isEqualTo(4);
    assertThat(patience.waits()).isEmpty();
  }

  @Test
  void otherTroubleIsThrownAtOnce() {
    AtomicInteger attempts = new AtomicInteger();
    assertThatThrownBy(
            () ->
                patience.until(
                    () -> {
                      attempts.incrementAndGet();
                      throw new IllegalStateException("a bug");
                    },
                    Full.class::isInstance))
        .hasMessage("a bug");
    assertThat(attempts).hasValue(1);
  }

  @Test
  void whoeverIsInterruptedGivesUp() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                patience.until(
                    () -> {
                      throw new Full();
                    },
                    Full.class::isInstance))
        .isInstanceOf(Full.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static <T> T soon(CompletableFuture<T> what) throws Exception {
    return what.get(20, TimeUnit.SECONDS);
  }

  private void awaitWaiting(CompletableFuture<?> work) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (patience.waits().isEmpty() && !work.isDone()) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(work).isNotDone();
  }

  private void resumes(SmallDisk disk, Runnable work) throws Exception {
    CompletableFuture<?> commit = CompletableFuture.runAsync(work);
    awaitWaiting(commit);
    disk.free();
    soon(commit);
    assertThat(patience.waits()).isEmpty();
  }

  private static Commit commit(int bytes) {
    AgentRecord record = AgentRecord.fresh(DeviceId.of("pump-1"), 7, CONTENTS, 0);
    return new Commit(
        record,
        Optional.empty(),
        Optional.empty(),
        List.of(new Entry(bytes, EntryKind.REPORT, Bytes.wrap(new byte[bytes]))),
        0,
        List.of());
  }

  @Test
  void aStepWaitsForRoomAndIsThenDurable() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      Path file = disk.resolve("agent.db");
      try (SqliteAgentStore store = SqliteAgentStore.open(file, NOW, patience)) {
        store.commit(commit(10));
        disk.fill(0);
        resumes(disk, () -> store.commit(commit(100_000)));
      }
      try (SqliteAgentStore store = SqliteAgentStore.open(file, NOW, patience)) {
        assertThat(store.load().orElseThrow().outbox()).hasSize(2);
      }
    }
  }

  @Test
  void anAgentThatStartsOnAFullDiskWaits() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      disk.fill(0);
      Path file = disk.resolve("agent.db");
      resumes(disk, () -> SqliteAgentStore.open(file, NOW, patience).close());
    }
  }

  @Test
  void bootControlWaitsToo() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      FileBootStore store = new FileBootStore(disk.resolve("boot"), patience);
      BootRecord first = BootRecord.settled(Slot.A, CONTENTS);
      store.replace(first);
      disk.fill(0);
      BootRecord second = BootRecord.settled(Slot.B, CONTENTS);
      CompletableFuture<?> replaced = CompletableFuture.runAsync(() -> store.replace(second));
      awaitWaiting(replaced);
      assertThat(new FileBootStore(disk.resolve("boot"), patience).read())
          .as("the old record stands until the new one is whole")
          .isEqualTo(new BootStore.Whole(first));
      disk.free();
      soon(replaced);
      assertThat(store.read()).isEqualTo(new BootStore.Whole(second));
    }
  }

  @Test
  void downloadsSlotsAndTelemetryLeaveTheLastRoomToThem() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 8 * MIB)) {
      FileDownloads downloads = FileDownloads.in(disk.resolve("download"));
      FileSlots slots = new FileSlots(disk.resolve("."));
      SqliteSpool store = SqliteSpool.at(disk.resolve("spool.db"), () -> NOW);
      Spool spool = new Spool(store, MIB);
      spool.open(7);
      ClosedPack pack = new ClosedPack(Priority.LOW, 1, Bytes.wrap(new byte[2000]));
      spool.add(List.of(pack));
      assertThat(downloads.room()).isPositive();
      disk.fill((int) NoRoom.RESERVE - 1);
      assertThat(downloads.room()).isZero();
      assertThat(slots.capacity(Slot.B)).isZero();
      assertThatThrownBy(() -> spool.add(List.of(pack))).isInstanceOf(NoRoom.class);
      disk.free();
      spool.open(7);
      spool.add(List.of(pack));
      assertThat(spool.fill().packs()).isEqualTo(2);
      store.close();
    }
  }

  @Test
  void aWriteThatTheDiskRefusesSaysThatItIsFull() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MIB)) {
      FileDownloads downloads = FileDownloads.in(disk.resolve("download"));
      disk.fill(0);
      byte[] chunk = new byte[100_000];
      Digest payload = Digest.of(chunk);
      assertThatThrownBy(() -> downloads.write(payload, 0, chunk, chunk.length))
          .isInstanceOf(NoRoom.class);
      disk.free();
      downloads.write(payload, 0, chunk, chunk.length);
      downloads.sync(payload);
      assertThat(downloads.size(payload)).isEqualTo(chunk.length);
    }
  }
}
