package dev.weir.patcher.machine;

import dev.weir.patcher.machine.Reference.Kind;

/**
 * BL and B.W (encoding T4). Source: ARM Architecture Reference Manual (DDI 0406C), A8.8.18 and
 * A8.8.25.
 */
final class Thumb implements Code {
  private static final int PIPELINE = 4;

  @Override
  public int alignment() {
    return 2;
  }

  @Override
  public boolean find(Bytes image, int at, int address, Reference found) {
    int word = image.word(at);
    if ((word & 0xf800) != 0xf000 || (word & 0x90000000) != 0x90000000) {
      return found.isNone();
    }
    boolean call = (word & 0x40000000) != 0;
    return found.is(call ? Kind.CALL : Kind.JUMP, address + PIPELINE + distance(word));
  }

  private static int distance(int word) {
    int upper = word & 0xffff;
    int lower = word >>> 16;
    int sign = (upper >> 10) & 1;
    int i1 = ~((lower >> 13) ^ sign) & 1;
    int i2 = ~((lower >> 11) ^ sign) & 1;
    int bits = sign << 24 | i1 << 23 | i2 << 22 | (upper & 0x3ff) << 12 | (lower & 0x7ff) << 1;
    return (bits << 7) >> 7;
  }

  @Override
  public int moved(int word, Reference reference, int address, int target) {
    int distance = target - address - PIPELINE;
    int sign = (distance >> 24) & 1;
    int j1 = ~((distance >> 23) ^ sign) & 1;
    int j2 = ~((distance >> 22) ^ sign) & 1;
    int upper = (word & 0xf800) | sign << 10 | ((distance >> 12) & 0x3ff);
    int lower = ((word >>> 16) & 0xd000) | j1 << 13 | j2 << 11 | ((distance >> 1) & 0x7ff);
    return upper | lower << 16;
  }
}
