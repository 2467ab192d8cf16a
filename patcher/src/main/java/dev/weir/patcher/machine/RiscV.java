package dev.weir.patcher.machine;

import dev.weir.patcher.machine.Reference.Kind;

/**
 * JAL, and AUIPC with the instruction that completes its address. Source: The RISC-V Instruction
 * Set Manual, volume I, 2.5 and 2.6.
 */
final class RiscV implements Code {
  private static final int JAL = 0x6f;
  private static final int AUIPC = 0x17;
  private static final int JALR = 0x67;
  private static final int ADDI = 0x13;
  private static final int LOAD = 0x03;
  private static final int STORE = 0x23;

  /** How far apart the two halves of an address are looked for, in bytes. */
  private static final int NEAR = 12;

  @Override
  public int alignment() {
    return 2;
  }

  @Override
  public boolean find(Bytes image, int at, int address, Reference found) {
    int word = image.word(at);
    if ((word & 0x7f) == JAL) {
      return found.is(Kind.CALL, address + distance(word));
    }
    if ((word & 0x7f) == AUIPC) {
      return upper(image, at, address, word, found);
    }
    return completes(word) ? lower(image, at, address, word, found) : found.isNone();
  }

  private static boolean upper(Bytes image, int at, int address, int word, Reference found) {
    int register = (word >>> 7) & 31;
    for (int ahead = 4; ahead <= NEAR; ahead += 2) {
      int after = image.word(at + ahead);
      if (completes(after) && ((after >>> 15) & 31) == register) {
        return found.is(Kind.UPPER, address + (word & 0xfffff000) + low(after));
      }
    }
    return found.isNone();
  }

  private static boolean lower(Bytes image, int at, int address, int word, Reference found) {
    int register = (word >>> 15) & 31;
    for (int back = 4; back <= NEAR; back += 2) {
      int before = image.word(at - back);
      if ((before & 0x7f) == AUIPC && ((before >>> 7) & 31) == register) {
        int target = address - back + (before & 0xfffff000) + low(word);
        return found.is((word & 0x7f) == ADDI ? Kind.LOWER : Kind.ACCESS, target, back);
      }
    }
    return found.isNone();
  }

  @Override
  public int moved(int word, Reference reference, int address, int target) {
    int distance = target - (address - reference.anchor());
    return switch (reference.kind()) {
      case CALL, JUMP ->
          (word & 0xfff)
              | ((distance >> 20) & 1) << 31
              | ((distance >> 1) & 0x3ff) << 21
              | ((distance >> 11) & 1) << 20
              | ((distance >> 12) & 0xff) << 12;
      case UPPER -> (word & 0xfff) | ((distance + 0x800) & 0xfffff000);
      case LOWER, ACCESS ->
          (word & 0x7f) == STORE
              ? (word & 0x01fff07f) | ((distance >> 5) & 0x7f) << 25 | (distance & 31) << 7
              : (word & 0xfffff) | distance << 20;
      case NONE, POINTER, DISTANCE -> word;
    };
  }

  private static boolean completes(int word) {
    int opcode = word & 0x7f;
    return opcode == JALR || opcode == ADDI || opcode == LOAD || opcode == STORE;
  }

  private static int low(int word) {
    return (word & 0x7f) == STORE ? (word >> 25) << 5 | ((word >> 7) & 31) : word >> 20;
  }

  private static int distance(int word) {
    return (word >> 31) << 20 | (word & 0xff000) | ((word >> 9) & 0x800) | ((word >> 20) & 0x7fe);
  }
}
