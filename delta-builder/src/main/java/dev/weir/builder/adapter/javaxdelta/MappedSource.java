package dev.weir.builder.adapter.javaxdelta;

import com.nothome.delta.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A base image, mapped: the search jumps about in it, and it takes no heap. */
final class MappedSource implements SeekableSource {
  private final ByteBuffer content;

  private MappedSource(ByteBuffer content) {
    this.content = content;
  }

  /** Maps a file of at most 2 GiB. */
  static MappedSource of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedSource(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  int size() {
    return content.capacity();
  }

  byte at(int offset) {
    return content.get(offset);
  }

  @Override
  public void seek(long position) {
    content.position(Math.toIntExact(position));
  }

  @Override
  public int read(ByteBuffer into) {
    int count = Math.min(content.remaining(), into.remaining());
    if (count == 0) {
      return -1;
    }
    into.put(content.slice(content.position(), count));
    content.position(content.position() + count);
    return count;
  }

  @Override
  public void close() {
    // The mapping ends with the garbage collection of the buffer.
  }
}
