package dev.weir.patcher.apply;

import dev.weir.patcher.format.BadPayload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZIOException;

/**
 * Unpacks a payload that is one XZ stream and nothing else. The end is reported only when the
 * stream's index, footer and check are right and the payload is over too.
 */
final class XzStage extends InputStream {
  private final CountedInput payload;
  private final InputStream xz;

  XzStage(InputStream payload, long memoryLimit) throws IOException {
    this.payload = new CountedInput(payload);
    this.xz = open(memoryLimit);
  }

  private InputStream open(long memoryLimit) throws IOException {
    int limitKib = (int) Math.min(Integer.MAX_VALUE, Math.max(0, memoryLimit) / 1024);
    try {
      return new SingleXZInputStream(payload, limitKib, true, ArrayCache.getDummyCache());
    } catch (XZIOException | EOFException e) {
      throw refused(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    int count;
    try {
      count = xz.read(into, at, length);
    } catch (XZIOException | EOFException e) {
      throw refused(e);
    }
    long end = payload.count();
    if (count < 0 && payload.read() >= 0) {
      throw new BadPayload(BadPayload.Place.PAYLOAD, end, "nothing may follow the XZ stream");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    xz.close();
  }

  private BadPayload refused(IOException e) {
    if (e instanceof MemoryLimitException memory) {
      return bad(
          "unpacking needs "
              + memory.getMemoryNeeded()
              + " KiB of memory; may use "
              + memory.getMemoryLimit());
    }
    if (e instanceof EOFException) {
      return bad("is cut off in its XZ stream");
    }
    return bad("is not a well-formed XZ stream: " + reason(e));
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, payload.count(), rule);
  }
}
