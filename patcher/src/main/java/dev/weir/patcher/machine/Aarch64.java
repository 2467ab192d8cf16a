package dev.weir.patcher.machine;

import dev.weir.patcher.machine.Reference.Kind;

/**
 * B, BL, and ADRP with the ADD, load or store that completes its address. Source: Arm Architecture
 * Reference Manual (DDI 0487), C6.2 and C4.1.
 */
final class Aarch64 implements Code {
  private static final int PAGE_BITS = 12;
  private static final int PAGE = -1 << PAGE_BITS;

  /** How far apart the two halves of an address are looked for, in bytes. */
  private static final int NEAR = 48;

  @Override
  public int alignment() {
    return 4;
  }

  @Override
  public boolean find(Bytes image, int at, int address, Reference found) {
    int word = image.word(at);
    if ((word & 0x7c000000) == 0x14000000) {
      return found.is(word < 0 ? Kind.CALL : Kind.JUMP, address + ((word << 6) >> 4));
    }
    if (isAdrp(word)) {
      return found.is(Kind.UPPER, page(word, address) + offsetAfter(image, at, word & 31));
    }
    if (!isAdd(word) && !isAccess(word)) {
      return found.isNone();
    }
    int register = (word >>> 5) & 31;
    for (int back = 4; back <= NEAR; back += 4) {
      int before = image.word(at - back);
      if (isAdrp(before) && (before & 31) == register) {
        int target = page(before, address - back) + offset(word);
        return found.is(isAdd(word) ? Kind.LOWER : Kind.ACCESS, target, back);
      }
    }
    return found.isNone();
  }

  /** The offset that the first user of the register adds; 0 where none is near. */
  private static int offsetAfter(Bytes image, int at, int register) {
    for (int ahead = 4; ahead <= NEAR; ahead += 4) {
      int word = image.word(at + ahead);
      if (((word >>> 5) & 31) == register && (isAdd(word) || isAccess(word))) {
        return offset(word);
      }
    }
    return 0;
  }

  @Override
  public int moved(int word, Reference reference, int address, int target) {
    return switch (reference.kind()) {
      case CALL, JUMP -> (word & 0xfc000000) | (((target - address) >> 2) & 0x03ffffff);
      case UPPER -> {
        int pages = (target >> PAGE_BITS) - (address >> PAGE_BITS);
        yield (word & 0x9f00001f) | (pages & 3) << 29 | ((pages >> 2) & 0x7ffff) << 5;
      }
      case LOWER, ACCESS -> (word & ~(0xfff << 10)) | ((target & ~PAGE) >> scale(word)) << 10;
      case NONE, POINTER, DISTANCE -> word;
    };
  }

  private static boolean isAdrp(int word) {
    return (word & 0x9f000000) == 0x90000000;
  }

  /** ADD (immediate), not shifted, 32 or 64 bits. */
  private static boolean isAdd(int word) {
    return (word & 0x7fc00000) == 0x11000000;
  }

  /** Load or store with an unsigned offset. */
  private static boolean isAccess(int word) {
    return (word & 0x3b000000) == 0x39000000;
  }

  private static int page(int word, int address) {
    int pages = ((((word >> 5) & 0x7ffff) << 2 | ((word >>> 29) & 3)) << 11) >> 11;
    return (address & PAGE) + (pages << PAGE_BITS);
  }

  private static int offset(int word) {
    return ((word >>> 10) & 0xfff) << scale(word);
  }

  private static int scale(int word) {
    if (isAdd(word)) {
      return 0;
    }
    boolean vector = (word & 0x04800000) == 0x04800000;
    return vector && (word >>> 30) == 0 ? 4 : word >>> 30;
  }
}
