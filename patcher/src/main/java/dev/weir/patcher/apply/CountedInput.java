package dev.weir.patcher.apply;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads with a small buffer and says how many bytes have been taken from it. */
final class CountedInput extends InputStream {
  /** In bytes. */
  static final int BUFFER = 8 * 1024;

  private final InputStream in;
  private long count;

  CountedInput(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count += value < 0 ? 0 : 1;
    return value;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    int taken = in.read(into, at, length);
    count += Math.max(0, taken);
    return taken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
