package dev.weir.region.adapter.sqlite;

import dev.weir.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Tells a database that was put back from a copy: a small file beside it says how far the region's
 * syncs had come, and a database that is behind it is an older one.
 *
 * <p>It is written now and then, after the commit that it tells of, so it is never ahead of a
 * database that nobody put back. A copy from the last few syncs is not told; a region leaves out
 * more numbers than that at each start.
 */
final class SequenceMark {
  private static final long EVERY = 32;

  private final Path file;
  private long marked;

  SequenceMark(Path store) {
    this.file = store.resolveSibling(store.getFileName() + ".sequence");
    this.marked = read();
  }

  /** Whether the database had come further once. */
  boolean isAhead(long sequence) {
    return marked > sequence;
  }

  private long read() {
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    } catch (NumberFormatException e) {
      return 0;
    } catch (IOException e) {
      throw new StorageException(file, e);
    }
  }

  /** A commit brought the sequence here. */
  void committed(long sequence) {
    if (sequence < marked || sequence >= marked + EVERY) {
      write(sequence);
      marked = sequence;
    }
  }

  private void write(long sequence) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(beside, sequence + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StorageException(file, e);
    }
  }
}
