package dev.weir.patcher.foreign;

import java.io.IOException;

/**
 * One block of a bzip2 stream: prefix codes over runs and moves to the front over the
 * Burrows-Wheeler transform. Its memory is 4 bytes for each byte of the largest block.
 */
final class Bzip2Block {
  private static final int GROUP = 50;
  private static final int MOST_GROUPS = 900_000 / GROUP + 2;
  private static final int LEAST_CODES = 2;
  private static final int MOST_CODES = 6;

  /** Lower 8 bits: the transformed byte there. Upper 24: where the byte after this one is. */
  private final int[] links;

  private final byte[] selectors = new byte[MOST_GROUPS];
  private final byte[] front = new byte[256];
  private int used;
  private int count;
  private int given;
  private int link;

  /**
   * @param most bytes of a block
   */
  Bzip2Block(int most) {
    this.links = new int[most];
  }

  boolean hasNext() {
    return given < count;
  }

  /** The next byte, 0 to 255. */
  int next() {
    given++;
    link = links[link >>> 8];
    return link & 0xff;
  }

  /** Reads the block behind its checksum. */
  void read(Bits in) throws IOException {
    if (in.bit() != 0) {
      throw in.bad("has a randomised block, which bzip2 has not written since 1998");
    }
    int origin = (int) in.bits(24);
    readAlphabet(in);
    int codeCount = (int) in.bits(3);
    if (codeCount < LEAST_CODES || codeCount > MOST_CODES) {
      throw in.bad("has " + codeCount + " code tables; may have 2 to 6");
    }
    int groups = readSelectors(in, codeCount);
    PrefixCode[] codes = new PrefixCode[codeCount];
    for (int i = 0; i < codeCount; i++) {
      codes[i] = readCode(in);
    }
    readBytes(in, codes, groups);
    if (origin >= count) {
      throw in.bad("begins at " + origin + " of a block of " + count + " bytes");
    }
    undoTransform(origin);
  }

  /** Which bytes occur: 16 bits for sixteenths of the alphabet, then 16 bits for each used one. */
  private void readAlphabet(Bits in) throws IOException {
    used = 0;
    int sixteenths = (int) in.bits(16);
    for (int i = 0; i < 16; i++) {
      int present = (sixteenths >> (15 - i) & 1) == 0 ? 0 : (int) in.bits(16);
      for (int j = 0; j < 16; j++) {
        if ((present >> (15 - j) & 1) != 0) {
          front[used++] = (byte) (16 * i + j);
        }
      }
    }
    if (used == 0) {
      throw in.bad("has a block without bytes");
    }
  }

  /** Which code each group of 50 symbols is in, moved to the front. Surplus ones are not kept. */
  private int readSelectors(Bits in, int codeCount) throws IOException {
    int groups = (int) in.bits(15);
    int order = 0x543210;
    for (int i = 0; i < groups; i++) {
      int rank = 0;
      while (in.bit() != 0) {
        if (++rank == codeCount) {
          throw in.bad("selects a code table that is not there");
        }
      }
      int code = order >> (4 * rank) & 0xf;
      int below = order & ((1 << (4 * rank)) - 1);
      order = (order >> (4 * rank + 4) << (4 * rank + 4)) | below << 4 | code;
      if (i < MOST_GROUPS) {
        selectors[i] = (byte) code;
      }
    }
    return Math.min(groups, MOST_GROUPS);
  }

  private PrefixCode readCode(Bits in) throws IOException {
    byte[] lengths = new byte[used + 2];
    int length = (int) in.bits(5);
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      while (in.bit() != 0) {
        length += in.bit() == 0 ? 1 : -1;
        checkLength(in, length);
      }
      checkLength(in, length);
      lengths[symbol] = (byte) length;
    }
    return new PrefixCode(lengths);
  }

  private static void checkLength(Bits in, int length) throws IOException {
    if (length < 1 || length > PrefixCode.LONGEST) {
      throw in.bad("has a code of " + length + " bits; may have 1 to " + PrefixCode.LONGEST);
    }
  }

  /** Symbols 0 and 1 are digits of a run of the front byte, the last ends the block. */
  private void readBytes(Bits in, PrefixCode[] codes, int groups) throws IOException {
    count = 0;
    given = 0;
    long run = 0;
    int digit = 0;
    for (int i = 0; ; i++) {
      if (i / GROUP == groups) {
        throw in.bad("has more symbols than its " + groups + " groups have");
      }
      int symbol = codes[selectors[i / GROUP]].read(in);
      if (symbol <= 1) {
        run += (long) (symbol + 1) << digit++;
        checkRoom(in, run);
        continue;
      }
      java.util.Arrays.fill(links, count, count + (int) run, front[0] & 0xff);
      count += (int) run;
      run = 0;
      digit = 0;
      if (symbol > used) {
        return;
      }
      checkRoom(in, 1);
      byte value = front[symbol - 1];
      System.arraycopy(front, 0, front, 1, symbol - 1);
      front[0] = value;
      links[count++] = value & 0xff;
    }
  }

  private void checkRoom(Bits in, long bytes) throws IOException {
    if (bytes > links.length - count) {
      throw in.bad("has a block of more than " + links.length + " bytes");
    }
  }

  private void undoTransform(int origin) {
    int[] place = new int[257];
    for (int i = 0; i < count; i++) {
      place[(links[i] & 0xff) + 1]++;
    }
    for (int i = 1; i < 257; i++) {
      place[i] += place[i - 1];
    }
    for (int i = 0; i < count; i++) {
      links[place[links[i] & 0xff]++] |= i << 8;
    }
    link = links[origin];
  }
}
