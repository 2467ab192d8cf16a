package dev.weir.patcher.apply;

import dev.weir.patcher.foreign.GdiffReader;
import dev.weir.patcher.format.BadPayload;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The image that the commands of a delta make of a base. Every range is checked before it is read.
 */
final class DeltaImage extends InputStream {
  /** In bytes. */
  static final int BUFFER = 8 * 1024;

  private final InputStream in;
  private final GdiffReader delta;
  private final BaseImage base;
  private final long imageBytes;
  private long made;
  private long from;
  private long left;
  private boolean ended;

  DeltaImage(InputStream in, BaseImage base, long imageBytes) throws IOException {
    this.in = new BufferedInputStream(in, BUFFER);
    this.delta = new GdiffReader(this.in);
    this.base = base;
    this.imageBytes = imageBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !nextCommand()) {
      return -1;
    }
    int count = take(into, at, (int) Math.min(length, left));
    left -= count;
    made += count;
    return count;
  }

  private int take(byte[] into, int at, int max) throws IOException {
    if (!delta.isCopy()) {
      return delta.data(into, at, max);
    }
    base.read(from, into, at, max);
    from += max;
    return max;
  }

  private boolean nextCommand() throws IOException {
    if (ended || !delta.next()) {
      ended = true;
      return false;
    }
    left = delta.length();
    from = delta.offset();
    if (left > imageBytes - made) {
      throw bad("makes the image longer than its " + imageBytes + " bytes");
    }
    if (delta.isCopy() && (from > base.size() || left > base.size() - from)) {
      throw bad(
          "copies " + left + " bytes from " + from + " of a base of " + base.size() + " bytes");
    }
    return true;
  }

  private BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.DELTA, delta.start(), rule);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
