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
  private final AreaOutput out;

  ScratchArea(DownloadArea area, Digest payload) {
    this.area = area;
    this.name = DecoderFile.SCRATCH.of(payload);
    this.out = new AreaOutput(area, name);
  }

  /** Takes what a process before has left there. */
  void reopen() throws IOException {
    out.reopen();
  }

  @Override
  public long size() {
    return out.size();
  }

  @Override
  public long room() {
    try {
      long room = area.room();
      return room > Long.MAX_VALUE - size() ? room : room + size();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Empties it: decoding begins anew. */
  void clear() throws IOException {
    out.clear();
  }

  /** When this returns, all of it is durable. */
  void sync() throws IOException {
    out.flush();
    if (size() > 0) {
      area.sync(name);
    }
  }

  @Override
  public void append(byte[] piece, int at, int length) throws IOException {
    out.write(piece, at, length);
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) throws IOException {
    out.flush();
    int count = area.read(name, offset, into, at, length);
    if (count < length) {
      throw new IOException("the scratch file ends at " + (offset + count) + " of " + size());
    }
  }
}
