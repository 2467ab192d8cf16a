package dev.weir.agent.app;

import dev.weir.agent.adapter.file.FileBootStore;
import dev.weir.agent.adapter.file.FileSlots;
import dev.weir.agent.adapter.file.FirstImage;
import dev.weir.agent.adapter.patience.Patience;
import dev.weir.agent.adapter.sqlite.SqliteAgentStore;
import dev.weir.agent.boot.BootControl;
import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootRepair;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.Rescued;
import dev.weir.agent.slot.SlotContents;
import dev.weir.node.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The folder of one device, held by one process at a time. */
final class DataFolder implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AgentOptions options;
  private final Patience patience = new Patience(PAUSE);
  private final FileSlots slots;
  private final FolderLock lock;

  private DataFolder(AgentOptions options, FolderLock lock) {
    this.options = options;
    this.slots = new FileSlots(options.data());
    this.lock = lock;
  }

  static DataFolder open(AgentOptions options) throws IOException {
    return new DataFolder(options, FolderLock.hold(options.data()));
  }

  FileSlots slots() {
    return slots;
  }

  private Path database() {
    return options.data().resolve("agent.db");
  }

  Path spool() {
    return options.data().resolve("spool.db");
  }

  /** To be called before all else: boot control counts this start. */
  BootControl boot() throws IOException {
    try {
      return BootControl.start(
          new FileBootStore(options.data().resolve("boot"), patience), this::withoutRecord);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private BootRecord withoutRecord() {
    try {
      Optional<SlotContents> committed = committed();
      return committed.isPresent() ? BootRepair.from(slots, committed.get()) : firstImage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<SlotContents> committed() {
    if (!Files.exists(database())) {
      return Optional.empty();
    }
    try (SqliteAgentStore store = store()) {
      return store
          .load()
          .map(Kept::record)
          .or(() -> store.rescued().flatMap(Rescued::record))
          .map(AgentRecord::committed);
    }
  }

  SqliteAgentStore store() {
    return SqliteAgentStore.open(database(), Instant.now(), patience);
  }

  /** Waits where the disk is full. */
  Patience patience() {
    return patience;
  }

  private BootRecord firstImage() throws IOException {
    if (options.image().isEmpty() || options.imageVersion().isEmpty()) {
      throw new IOException(
          options.data()
              + " has no image yet: --image FILE and --image-version V say what the device runs");
    }
    return FirstImage.copy(options.image().get(), options.imageVersion().get(), slots);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
