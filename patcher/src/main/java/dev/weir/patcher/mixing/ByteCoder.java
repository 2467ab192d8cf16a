package dev.weir.patcher.mixing;

/** A stream of bytes, in which numbers have 7 bits in each, the lowest first (as LEB128). */
public interface ByteCoder extends SymbolCoder {
  /** Bytes of the longest number. */
  int LONGEST = 5;

  /**
   * Codes a byte.
   *
   * @param wanted what an encoder writes, from 0 to 255; a decoder ignores it
   */
  int octet(int wanted);

  /**
   * Decodes the bytes that are there, {@code most} at most.
   *
   * @return how many; an encoder has none
   */
  default int octets(byte[] into, int at, int most) {
    return 0;
  }

  @Override
  default int number(Numbers kind, int wanted) {
    int number = 0;
    int left = wanted;
    for (int shift = 0; shift < 7 * LONGEST; shift += 7) {
      int part = octet(left < 0x80 ? left : (left & 0x7f) | 0x80);
      number |= (part & 0x7f) << shift;
      left >>>= 7;
      if (part < 0x80) {
        break;
      }
    }
    return number & Integer.MAX_VALUE;
  }
}
