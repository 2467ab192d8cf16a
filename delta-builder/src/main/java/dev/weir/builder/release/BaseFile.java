package dev.weir.builder.release;

import dev.weir.patcher.apply.BaseImage;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A base image in a file, read at positions; nothing is held. */
public final class BaseFile implements BaseImage, Closeable {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  /** Opens the file, which must not change while it is used. */
  public BaseFile(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(into, at, length);
    long position = offset;
    while (rest.hasRemaining()) {
      int count = channel.read(rest, position);
      if (count < 0) {
        throw new EOFException(file + ": has become shorter than its " + size + " bytes");
      }
      position += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
