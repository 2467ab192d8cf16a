package dev.weir.agent.drive;

import dev.weir.agent.slot.DownloadArea;
import dev.weir.patcher.apply.Scratch;
import dev.weir.protocol.id.Digest;
import java.io.IOException;

/**
 * The content of the base while a payload is applied: a file beside the payload, which goes away
 * with it.
 */
final class ScratchArea implements Scratch {
  private final DownloadArea area;
  private final Digest name;
  private final byte[] buffer = new byte[64 * 1024];
  private long size;
  private int waiting;

  ScratchArea(DownloadArea area, Digest payload) {
    this.area = area;
    this.name = DecoderFile.SCRATCH.of(payload);
  }

  /** Takes what a process before has left there. */
  void reopen() throws IOException {
    size = area.size(name);
  }

  @Override
  public long size() {
    return size + waiting;
  }

  @Override
  public long room() {
    try {
      long room = area.room();
      return room > Long.MAX_VALUE - size ? room : room + size;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Empties it: decoding begins anew. */
  void clear() throws IOException {
    area.truncate(name, 0);
    size = 0;
    waiting = 0;
  }

  /** When this returns, all of it is durable. */
  void sync() throws IOException {
    pass();
    if (size > 0) {
      area.sync(name);
    }
  }

  @Override
  public void append(byte[] piece, int at, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, buffer.length - waiting);
      System.arraycopy(piece, at + done, buffer, waiting, count);
      waiting += count;
      done += count;
      if (waiting == buffer.length) {
        pass();
      }
    }
  }

  private void pass() throws IOException {
    if (waiting > 0) {
      area.write(name, size, buffer, waiting);
      size += waiting;
      waiting = 0;
    }
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) throws IOException {
    pass();
    int count = area.read(name, offset, into, at, length);
    if (count < length) {
      throw new IOException("the scratch file ends at " + (offset + count) + " of " + size);
    }
  }
}
