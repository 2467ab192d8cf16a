package dev.weir.builder.release;

import dev.weir.patcher.apply.Scratch;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A scratch file that goes away when it is closed; it may be as large as the disk lets it. */
public final class ScratchFile implements Scratch, Closeable {
  private final Path file;
  private final FileChannel channel;
  private long size;

  /** Begins it beside another file. */
  public ScratchFile(Path beside) throws IOException {
    Path folder = beside.toAbsolutePath().getParent();
    this.file = Files.createTempFile(folder, "scratch", ".part");
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public long room() {
    return Long.MAX_VALUE;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(byte[] piece, int at, int length) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(piece, at, length);
    while (from.hasRemaining()) {
      size += channel.write(from, size);
    }
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) throws IOException {
    ByteBuffer to = ByteBuffer.wrap(into, at, length);
    while (to.hasRemaining()) {
      if (channel.read(to, offset + to.position() - at) < 0) {
        throw new EOFException(file + " ends at " + size);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
