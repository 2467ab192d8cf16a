package dev.weir.builder.release;

import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A payload in a file. */
public record FilePayload(Path file) implements PayloadBytes {
  @Override
  public InputStream from(long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(offset);
    return Channels.newInputStream(channel);
  }
}
