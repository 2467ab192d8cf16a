package dev.weir.patcher.foreign;

import java.io.IOException;

/**
 * The address section of a VCDIFF window (RFC 3284, section 5): addresses as they are, back from
 * here, on from one of the last four, or the same as one before. Caches begin anew in each window.
 */
final class VcdiffAddresses {
  private static final int NEAR = 4;
  private static final int SAME = 3;
  private static final int HERE = 1;
  private static final int FIRST_NEAR = 2;
  private static final int FIRST_SAME = FIRST_NEAR + NEAR;

  private final Section in;
  private final long[] near = new long[NEAR];
  private final long[] same = new long[SAME * 256];
  private int oldest;

  VcdiffAddresses(Section in) {
    this.in = in;
  }

  /** The next address in this mode, 0 to 8; it is below {@code here}. */
  long read(int mode, long here) throws IOException {
    long address;
    if (mode >= FIRST_SAME) {
      address = same[(mode - FIRST_SAME) * 256 + in.ubyte()];
    } else {
      long number = VcdiffReader.number(in, "address");
      if (mode == HERE) {
        address = here - number;
      } else {
        address = mode < FIRST_NEAR ? number : near[mode - FIRST_NEAR] + number;
      }
    }
    if (address < 0 || address >= here) {
      throw in.bad("copies from " + address + "; must be below " + here);
    }
    near[oldest] = address;
    oldest = (oldest + 1) % NEAR;
    same[(int) (address % same.length)] = address;
    return address;
  }

  void checkEnd() throws IOException {
    in.checkEnd();
  }

  void close() throws IOException {
    in.close();
  }
}
