package dev.weir.patcher.foreign;

import dev.weir.patcher.foreign.VcdiffWindow.Kind;

/**
 * The default code table of VCDIFF (RFC 3284, section 5.6): what each byte of an instruction
 * section stands for, one instruction or two.
 *
 * <pre>
 * codes    first        second
 * 0        RUN          -
 * 1-18     ADD 0-17     -
 * 19-162   COPY 0, 4-18 -        in modes 0 to 8
 * 163-234  ADD 1-4      COPY 4-6 in modes 0 to 5
 * 235-246  ADD 1-4      COPY 4   in modes 6 to 8
 * 247-255  COPY 4       ADD 1    in modes 0 to 8
 * </pre>
 *
 * <p>An instruction is its kind, its mode and its size, a byte each; a size of 0 follows as a
 * number.
 */
final class VcdiffCodes {
  /** No instruction. */
  static final int NONE = -1;

  private static final int MODES = 9;
  private static final int[][] TABLE = table();

  private VcdiffCodes() {}

  /** The first instruction of a code (half 0) or its second (half 1), or {@link #NONE}. */
  static int instruction(int code, int half) {
    return TABLE[half][code];
  }

  static Kind kind(int instruction) {
    return switch (instruction >> 16) {
      case 0 -> Kind.ADD;
      case 1 -> Kind.RUN;
      default -> Kind.COPY;
    };
  }

  static int mode(int instruction) {
    return instruction >> 8 & 0xff;
  }

  static int size(int instruction) {
    return instruction & 0xff;
  }

  private static int add(int size) {
    return size;
  }

  private static int copy(int mode, int size) {
    return 2 << 16 | mode << 8 | size;
  }

  private static int[][] table() {
    int[][] table = new int[2][256];
    java.util.Arrays.fill(table[1], NONE);
    int code = 0;
    table[0][code++] = 1 << 16;
    for (int size = 0; size <= 17; size++) {
      table[0][code++] = add(size);
    }
    for (int mode = 0; mode < MODES; mode++) {
      table[0][code++] = copy(mode, 0);
      for (int size = 4; size <= 18; size++) {
        table[0][code++] = copy(mode, size);
      }
    }
    for (int mode = 0; mode < MODES; mode++) {
      for (int size = 1; size <= 4; size++) {
        for (int copied = 4; copied <= (mode < 6 ? 6 : 4); copied++) {
          table[0][code] = add(size);
          table[1][code++] = copy(mode, copied);
        }
      }
    }
    for (int mode = 0; mode < MODES; mode++) {
      table[0][code] = copy(mode, 4);
      table[1][code++] = add(1);
    }
    return table;
  }
}
