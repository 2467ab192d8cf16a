package dev.weir.patcher.foreign;

import java.io.IOException;

/** A canonical prefix code of bzip2: codes of 1 to 20 bits, shorter ones first. */
final class PrefixCode {
  /** In bits. */
  static final int LONGEST = 20;

  private final int[] count = new int[LONGEST + 1];
  private final int[] symbols;

  /**
   * @param lengths of each symbol's code, in bits
   */
  PrefixCode(byte[] lengths) {
    for (byte length : lengths) {
      count[length]++;
    }
    int[] next = new int[LONGEST + 1];
    for (int length = 1; length < LONGEST; length++) {
      next[length + 1] = next[length] + count[length];
    }
    symbols = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      symbols[next[lengths[symbol]]++] = symbol;
    }
  }

  /** Reads one symbol. */
  int read(Bits in) throws IOException {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code |= in.bit();
      int into = code - first;
      if (0 <= into && into < count[length]) {
        return symbols[index + into];
      }
      index += count[length];
      first = (first + count[length]) << 1;
      code <<= 1;
    }
    throw in.bad("has a code that stands for nothing");
  }
}
