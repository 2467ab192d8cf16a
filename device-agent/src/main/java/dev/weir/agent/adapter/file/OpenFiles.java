package dev.weir.agent.adapter.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads and writes files at offsets. */
final class OpenFiles {
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

  static void write(Path file, long offset, byte[] from, int length) throws IOException {
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
