package dev.weir.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A data folder, held by one process at a time: two that write one store would each believe what it
 * has in memory. The operating system frees it when the process ends, however it ends.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Holds the folder, which is made where it is missing, until it is closed.
   *
   * @throws IOException where another process holds it; names the folder
   */
  public static FolderLock hold(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody in this very process: the same trouble.
    }
    channel.close();
    throw new IOException(
        folder + " is in use by another process; stop that one, or give this one its own --data");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
