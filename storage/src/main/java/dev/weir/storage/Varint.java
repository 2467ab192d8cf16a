package dev.weir.storage;

import java.nio.ByteBuffer;

/**
 * SQLite's numbers of one to nine bytes: seven bits each, the highest first; the ninth has eight.
 */
final class Varint {
  private Varint() {}

  static long read(ByteBuffer from) throws Damage {
    long value = 0;
    for (int count = 1; from.hasRemaining(); count++) {
      byte next = from.get();
      if (count == 9) {
        return (value << 8) | (next & 0xff);
      }
      value = (value << 7) | (next & 0x7f);
      if (next >= 0) {
        return value;
      }
    }
    throw new Damage("a number that ends too early");
  }
}
