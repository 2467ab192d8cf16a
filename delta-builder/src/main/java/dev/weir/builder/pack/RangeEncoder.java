package dev.weir.builder.pack;

import dev.weir.patcher.mixing.BitCoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The other end of {@link dev.weir.patcher.mixing.RangeDecoder}: carries are held back. */
final class RangeEncoder implements BitCoder {
  private static final int TOP = 1 << 24;

  private final ByteArrayOutputStream settled = new ByteArrayOutputStream();
  private long low;
  private int range = -1;
  private int held;
  private long heldCount = 1;

  @Override
  public int code(int bit, int probability) {
    int bound = (range >>> 16) * probability;
    if (bit == 1) {
      range = bound;
    } else {
      low += Integer.toUnsignedLong(bound);
      range -= bound;
    }
    while (Integer.compareUnsigned(range, TOP) < 0) {
      range <<= 8;
      shift();
    }
    return bit;
  }

  private void shift() {
    if (low < 0xff000000L || low > 0xffffffffL) {
      int carry = (int) (low >>> 32);
      int next = held;
      for (; heldCount > 0; heldCount--) {
        settled.write(next + carry);
        next = 0xff;
      }
      held = (int) (low >>> 24) & 0xff;
    }
    heldCount++;
    low = (low & 0x00ffffff) << 8;
  }

  /** Hands over the bytes that no carry reaches any more. */
  void drain(OutputStream out) throws IOException {
    settled.writeTo(out);
    settled.reset();
  }

  /** Hands over the rest; nothing may follow. */
  void end(OutputStream out) throws IOException {
    for (int i = 0; i < 5; i++) {
      shift();
    }
    drain(out);
  }
}
