package dev.weir.patcher.machine;

import dev.weir.patcher.machine.Reference.Kind;

/**
 * Displacements of CALL, JMP, Jcc and of operands relative to RIP, known by the bytes before them:
 * instructions have no alignment. Source: Intel 64 Architectures Software Developer's Manual,
 * volume 2, chapters 2.2.1.6 and appendix A.
 */
final class X86 implements Code {
  private static final int WORD = 4;

  @Override
  public int alignment() {
    return 1;
  }

  @Override
  public boolean find(Bytes image, int at, int address, Reference found) {
    int last = image.at(at - 1);
    int opcode = image.at(at - 2);
    if (last == 0xe8 || last == 0xe9) {
      return found.is(last == 0xe8 ? Kind.CALL : Kind.JUMP, address + WORD + image.word(at));
    }
    if (opcode == 0x0f && (last & 0xf0) == 0x80) {
      return found.is(Kind.JUMP, address + WORD + image.word(at));
    }
    if ((last & 0xc7) != 0x05) {
      return found.isNone();
    }
    int immediate = image.at(at - 3) == 0x0f ? twoByte(opcode) : oneByte(opcode);
    if (immediate < 0) {
      return found.isNone();
    }
    return found.is(Kind.ACCESS, address + WORD + immediate + image.word(at), -immediate);
  }

  @Override
  public int moved(int word, Reference reference, int address, int target) {
    return target - (address + WORD - reference.anchor());
  }

  /**
   * Bytes of the immediate operand after the displacement; -1 where the opcode takes no such one.
   */
  private static int oneByte(int opcode) {
    return switch (opcode) {
      case 0x80, 0x83, 0xc6, 0xc0, 0xc1, 0x6b -> 1;
      case 0x81, 0xc7, 0x69 -> 4;
      case 0x01, 0x03, 0x09, 0x0b, 0x21, 0x23, 0x29, 0x2b, 0x31, 0x33, 0x39, 0x3b -> 0;
      case 0x38, 0x3a, 0x63, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8d -> 0;
      case 0xd1, 0xd3, 0xfe, 0xff -> 0;
      default -> -1;
    };
  }

  private static int twoByte(int opcode) {
    return switch (opcode) {
      case 0x70, 0xc2, 0xc6 -> 1;
      case 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x28, 0x29, 0x2a, 0x2c, 0x2d, 0x2e, 0x2f -> 0;
      case 0x51, 0x54, 0x57, 0x58, 0x59, 0x5a, 0x5c, 0x5d, 0x5e, 0x5f, 0x6e, 0x6f, 0x7e, 0x7f -> 0;
      case 0xaf, 0xb0, 0xb1, 0xb6, 0xb7, 0xbe, 0xbf, 0xc1, 0xd6, 0xef -> 0;
      default -> 0x40 <= opcode && opcode < 0x50 ? 0 : -1;
    };
  }
}
