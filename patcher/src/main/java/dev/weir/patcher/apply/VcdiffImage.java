package dev.weir.patcher.apply;

import dev.weir.patcher.foreign.VcdiffReader;
import dev.weir.patcher.foreign.VcdiffWindow;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Adler32;

/**
 * The image that a VCDIFF delta makes of a base, one whole window in memory. Every range is checked
 * before it is read, and a window before any of it is given.
 */
final class VcdiffImage extends InputStream {
  /** Sections' buffers and caches of addresses, in bytes. */
  private static final int FIXED_MEMORY = 64 * 1024;

  private final VcdiffReader delta;
  private final BaseImage base;
  private final long imageBytes;
  private final long mostWindow;
  private byte[] window = new byte[0];
  private long made;
  private int at;
  private int end;

  VcdiffImage(PayloadBytes payload, BaseImage base, long imageBytes, long memoryLimit)
      throws IOException {
    this.delta = new VcdiffReader(payload);
    this.base = base;
    this.imageBytes = imageBytes;
    this.mostWindow = Math.min(Integer.MAX_VALUE - 8, memoryLimit - FIXED_MEMORY);
  }

  /** What decoding needs at most, in bytes. */
  static long memory(long windowBytes) {
    return windowBytes + FIXED_MEMORY;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == end) {
      Optional<VcdiffWindow> next = delta.next();
      if (next.isEmpty()) {
        return -1;
      }
      check(next.get());
      make(next.get());
    }
    int count = Math.min(length, end - at);
    System.arraycopy(window, at, into, start, count);
    at += count;
    return count;
  }

  private void check(VcdiffWindow next) throws BadPayload {
    long bytes = next.imageBytes();
    if (bytes > imageBytes - made) {
      throw next.bad("makes the image longer than its " + imageBytes + " bytes");
    }
    if (next.baseBytes() > base.size() || next.baseFrom() > base.size() - next.baseBytes()) {
      throw next.bad(
          "reads "
              + next.baseBytes()
              + " bytes from "
              + next.baseFrom()
              + " of a base of "
              + base.size()
              + " bytes");
    }
    if (bytes > mostWindow) {
      throw next.bad(
          "decoding needs "
              + memory(bytes)
              + " bytes of memory; may use "
              + memory(Math.max(0, mostWindow)));
    }
  }

  private void make(VcdiffWindow next) throws IOException {
    at = 0;
    end = 0;
    if (next.imageBytes() > window.length) {
      window = new byte[0]; // Two windows at once would be more than was stated.
      window = new byte[(int) next.imageBytes()];
    }
    while (next.next(end)) {
      int size = (int) next.size();
      switch (next.kind()) {
        case ADD -> next.data(window, end, size);
        case RUN -> {
          byte[] value = new byte[1];
          next.data(value, 0, 1);
          Arrays.fill(window, end, end + size, value[0]);
        }
        case COPY -> copy(next, next.address(), size);
      }
      end += size;
    }
    if (end != next.imageBytes()) {
      throw next.bad("makes " + end + " bytes; must make " + next.imageBytes());
    }
    checkSum(next);
    made += end;
  }

  /** A copy may go on behind the base's range, and into what it makes itself. */
  private void copy(VcdiffWindow next, long address, int size) throws IOException {
    int fromBase = (int) Math.max(0, Math.min(size, next.baseBytes() - address));
    if (fromBase > 0) {
      base.read(next.baseFrom() + address, window, end, fromBase);
    }
    int from = (int) (address + fromBase - next.baseBytes());
    for (int i = fromBase; i < size; i++) {
      window[end + i] = window[from + i - fromBase];
    }
  }

  private void checkSum(VcdiffWindow next) throws BadPayload {
    if (next.checksum().isPresent()) {
      Adler32 sum = new Adler32();
      sum.update(window, 0, end);
      if ((int) sum.getValue() != next.checksum().getAsInt()) {
        throw next.bad("makes bytes with another checksum than it states; is the base another?");
      }
    }
  }

  @Override
  public void close() throws IOException {
    delta.close();
  }
}
