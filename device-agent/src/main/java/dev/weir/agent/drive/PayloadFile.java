package dev.weir.agent.drive;

import dev.weir.agent.slot.DownloadArea;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.InputStream;

/** A downloaded payload as a stream, from an offset on. */
final class PayloadFile extends InputStream {
  private final DownloadArea area;
  private final Digest payload;
  private final byte[] buffer = new byte[8 * 1024];
  private long offset;
  private int at;
  private int end;

  PayloadFile(DownloadArea area, Digest payload, long offset) {
    this.area = area;
    this.payload = payload;
    this.offset = offset;
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = area.read(payload, offset, buffer, 0, buffer.length);
      offset += end;
    }
    return end > 0;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, start, count);
    at += count;
    return count;
  }
}
