package dev.weir.patcher.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Unpacks a section that is one bzip2 stream and nothing else, as bzip2 1.0 writes it. Each block's
 * checksum is compared, and the stream's; its end is reported only when both are right and the
 * section is over too.
 */
final class Bzip2Input extends InputStream {
  private static final long BLOCK = 0x314159265359L;
  private static final long END = 0x177245385090L;
  private static final int LEVEL_BYTES = 100_000;

  /** Of equal bytes, after which a byte says how often the same comes again. */
  private static final int RUN = 4;

  /** Selectors and code tables of a block, in bytes. */
  private static final int TABLES = 40 * 1024;

  private static final int[] CRC = crcTable();

  private final Bits in;
  private final int level;
  private Optional<Bzip2Block> block = Optional.empty();
  private int blockCrc;
  private int crc;
  private int streamCrc;
  private int last;
  private int equal;
  private int repeats;
  private boolean ended;

  /** Reads the stream's header; a block's memory is taken when the first one comes. */
  Bzip2Input(Section section) throws IOException {
    this.in = new Bits(section);
    if (in.bits(24) != 0x425a68) {
      throw in.bad("is no bzip2 stream: it must begin with BZh");
    }
    level = (int) in.bits(8) - '0';
    if (level < 1 || level > 9) {
      throw in.bad("is no bzip2 stream: its level must be 1 to 9");
    }
  }

  /** What unpacking needs at most, in bytes. */
  long memory() {
    return memory(level);
  }

  static long memory(int level) {
    return 4L * LEVEL_BYTES * level + TABLES;
  }

  @Override
  public int read() throws IOException {
    if (repeats == 0 && !advance()) {
      return -1;
    }
    if (repeats > 0) {
      repeats--;
    }
    crc = crc << 8 ^ CRC[crc >>> 24 ^ last];
    return last;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      int value = read();
      if (value < 0) {
        return i == 0 ? -1 : i;
      }
      into[at + i] = (byte) value;
    }
    return length;
  }

  /** Goes to the next byte, which is then {@code last}; false at the stream's end. */
  private boolean advance() throws IOException {
    while (!ended) {
      if (block.isEmpty() || !block.get().hasNext()) {
        nextBlock();
        continue;
      }
      int value = block.get().next();
      if (equal == RUN) {
        equal = 0;
        repeats = value;
        if (repeats > 0) {
          return true;
        }
        continue;
      }
      equal = equal > 0 && value == last ? equal + 1 : 1;
      last = value;
      return true;
    }
    return false;
  }

  private void nextBlock() throws IOException {
    if (block.isPresent()) {
      if (~crc != blockCrc) {
        throw in.bad("has a block whose checksum is wrong");
      }
      streamCrc = Integer.rotateLeft(streamCrc, 1) ^ blockCrc;
    }
    long kind = in.bits(24) << 24 | in.bits(24);
    int stated = (int) in.bits(32);
    if (kind == END) {
      if (stated != streamCrc) {
        throw in.bad("has a wrong checksum");
      }
      in.checkEnd();
      ended = true;
    } else if (kind == BLOCK) {
      blockCrc = stated;
      crc = -1;
      equal = 0;
      Bzip2Block next = block.orElseGet(() -> new Bzip2Block(LEVEL_BYTES * level));
      next.read(in);
      block = Optional.of(next);
    } else {
      throw in.bad("has neither a block nor the stream's end here");
    }
  }

  /** Of the polynomial 04c11db7, the highest bit first. */
  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ (value < 0 ? 0x04c11db7 : 0);
      }
      table[i] = value;
    }
    return table;
  }
}
