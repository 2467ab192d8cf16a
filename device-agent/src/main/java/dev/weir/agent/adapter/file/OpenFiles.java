package dev.weir.agent.adapter.file;

import dev.weir.agent.slot.NoRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads and writes files at offsets. */
final class OpenFiles {
  /** File systems take room in blocks, and for their own books, in bytes. */
  private static final int ROUNDING = 64 * 1024;

  private OpenFiles() {}

  static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  static int read(Path file, long offset, byte[] into, int at, int length) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer rest = ByteBuffer.wrap(into, at, length);
      long from = offset;
      while (rest.hasRemaining()) {
        int count = in.read(rest, from);
        if (count < 0) {
          break;
        }
        from += count;
      }
      return length - rest.remaining();
    }
  }

  /** What may be written to the disk that holds this folder, in bytes. */
  static long room(Path folder) throws IOException {
    return Math.max(0, Files.getFileStore(folder).getUsableSpace() - NoRoom.RESERVE);
  }

  /**
   * Writes at an offset.
   *
   * @throws NoRoom where the disk is full
   */
  static void write(Path file, long offset, byte[] from, int length) throws IOException {
    try {
      put(file, offset, from, length);
    } catch (IOException e) {
      throw orNoRoom(file, e, length);
    }
  }

  /** The system says in words only that a disk is full; the room that is left is surer. */
  private static IOException orNoRoom(Path file, IOException trouble, int needed) {
    try {
      long left = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
      return left < needed + ROUNDING ? new NoRoom(file + " can't grow") : trouble;
    } catch (IOException e) {
      trouble.addSuppressed(e);
      return trouble;
    }
  }

  private static void put(Path file, long offset, byte[] from, int length) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(from, 0, length);
      long at = offset;
      while (rest.hasRemaining()) {
        at += out.write(rest, at);
      }
    }
  }

  static void truncate(Path file, long size) throws IOException {
    if (Files.exists(file)) {
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.truncate(size);
      }
    }
  }

  /** The content, and the name in its folder. */
  static void sync(Path file) throws IOException {
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE)) {
      opened.force(true);
    } catch (IOException e) {
      throw orNoRoom(file, e, 0);
    }
    syncFolder(file.toAbsolutePath().resolveSibling("."));
  }

  private static void syncFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }
}
