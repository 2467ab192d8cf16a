package dev.weir.patcher.machine;

import dev.weir.patcher.machine.Reference.Kind;

/** B and BL. Source: ARM Architecture Reference Manual (DDI 0406C), A8.8.18 and A8.8.25. */
final class Arm implements Code {
  private static final int PIPELINE = 8;

  @Override
  public int alignment() {
    return 4;
  }

  @Override
  public boolean find(Bytes image, int at, int address, Reference found) {
    int word = image.word(at);
    if ((word & 0x0e000000) != 0x0a000000 || (word >>> 28) == 0xf) {
      return found.isNone();
    }
    boolean call = (word & 0x01000000) != 0;
    return found.is(call ? Kind.CALL : Kind.JUMP, address + PIPELINE + ((word << 8) >> 6));
  }

  @Override
  public int moved(int word, Reference reference, int address, int target) {
    return (word & 0xff000000) | (((target - address - PIPELINE) >> 2) & 0x00ffffff);
  }
}
