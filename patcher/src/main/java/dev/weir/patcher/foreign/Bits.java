package dev.weir.patcher.foreign;

import dev.weir.patcher.format.BadPayload;
import java.io.IOException;

/** A section as bits, the highest of each byte first. */
final class Bits {
  private final Section in;
  private long held;
  private int count;

  Bits(Section in) {
    this.in = in;
  }

  /** The next bits as a number; at most 32. */
  long bits(int n) throws IOException {
    while (count < n) {
      held = (held << 8) | in.ubyte();
      count += 8;
    }
    count -= n;
    return (held >>> count) & ((1L << n) - 1);
  }

  int bit() throws IOException {
    if (count == 0) {
      held = in.ubyte();
      count = 8;
    }
    count--;
    return (int) (held >>> count) & 1;
  }

  /** Passes over what is left of the last byte, and only where nothing follows it. */
  void checkEnd() throws IOException {
    in.checkEnd();
  }

  BadPayload bad(String rule) {
    return in.bad(rule);
  }
}
