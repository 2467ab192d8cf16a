package dev.weir.agent.drive;

import dev.weir.agent.slot.DownloadArea;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.OutputStream;

/** Appends to a file of the download area through a buffer; not durable by itself. */
final class AreaOutput extends OutputStream {
  private final DownloadArea area;
  private final Digest name;
  private final byte[] buffer = new byte[64 * 1024];
  private long size;
  private int waiting;

  AreaOutput(DownloadArea area, Digest name) {
    this.area = area;
    this.name = name;
  }

  /** In bytes, with what waits. */
  long size() {
    return size + waiting;
  }

  /** Appends to what is there. */
  void reopen() throws IOException {
    size = area.size(name);
    waiting = 0;
  }

  /** Empties the file. */
  void clear() throws IOException {
    area.truncate(name, 0);
    size = 0;
    waiting = 0;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int at, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, buffer.length - waiting);
      System.arraycopy(from, at + done, buffer, waiting, count);
      waiting += count;
      done += count;
      if (waiting == buffer.length) {
        flush();
      }
    }
  }

  /** Passes on what waits. */
  @Override
  public void flush() throws IOException {
    if (waiting > 0) {
      area.write(name, size, buffer, waiting);
      size += waiting;
      waiting = 0;
    }
  }
}
