package dev.weir.system.telemetry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps another process from committing to its SQLite database, as a slow disk does: it holds the
 * lock that a writer takes (WAL_WRITE_LOCK, byte 120 of the {@code -shm} file; SQLite's
 * walformat.html, section 2.3.1). Who waits for it may read, and waits up to its busy timeout.
 */
final class HeldStore {
  private static final int WAL_WRITE_LOCK = 120;

  private final FileChannel index;

  private HeldStore(FileChannel index) {
    this.index = index;
  }

  /** Waits until no commit is under way, and lets none begin. */
  static HeldStore of(Path database) throws IOException {
    FileChannel index =
        FileChannel.open(
            database.resolveSibling(database.getFileName() + "-shm"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    index.lock(WAL_WRITE_LOCK, 1, false);
    return new HeldStore(index);
  }

  void close() throws IOException {
    index.close();
  }
}
