package dev.weir.patcher.foreign;

import dev.weir.patcher.format.BadPayload;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a delta in the Generic Diff Format (W3C NOTE-gdiff-19970901), one command at a time, from a
 * stream. Numbers are big-endian; int and long are signed, so a negative one is refused.
 *
 * <pre>
 * opcode  command  arguments
 * 0       end
 * 1-246   data     that many bytes
 * 247     data     ushort n, n bytes
 * 248     data     int n, n bytes
 * 249     copy     ushort offset, ubyte n
 * 250     copy     ushort offset, ushort n
 * 251     copy     ushort offset, int n
 * 252     copy     int offset, ubyte n
 * 253     copy     int offset, ushort n
 * 254     copy     int offset, int n
 * 255     copy     long offset, int n
 * </pre>
 *
 * <p>Stricter than the note where it is silent: the end must stand there and nothing may follow it,
 * and a command makes at least one byte, so that a small payload can't keep a device busy with
 * commands that make none.
 */
public final class GdiffReader {
  /** What a delta begins with: the magic number and version 4. */
  private static final int[] HEADER = {0xd1, 0xff, 0xd1, 0xff, 4};

  private static final int END = 0;
  private static final int DATA_USHORT = 247;
  private static final int DATA_INT = 248;
  private static final int FIRST_COPY = 249;

  /** Bytes of the offset and of the length of each copy, from the first opcode on. */
  private static final int[] OFFSET_BYTES = {2, 2, 2, 4, 4, 4, 8};

  private static final int[] LENGTH_BYTES = {1, 2, 4, 1, 2, 4, 4};

  private final InputStream in;
  private long position;
  private long start;
  private boolean copy;
  private long offset;
  private long length;
  private long dataLeft;

  /** Reads the header. */
  public GdiffReader(InputStream in) throws IOException {
    this.in = in;
    for (int expected : HEADER) {
      if (in.read() != expected) {
        throw bad("must begin with d1 ff d1 ff 04");
      }
    }
    position = HEADER.length;
  }

  /**
   * Goes to the next command. The data of the one before must have been read.
   *
   * @return false at the end, which is then the end of the stream too
   */
  public boolean next() throws IOException {
    if (dataLeft != 0) {
      throw new IllegalStateException(dataLeft + " bytes of data have not been read");
    }
    start = position;
    int opcode = ubyte();
    if (opcode == END) {
      end();
      return false;
    }
    copy = opcode >= FIRST_COPY;
    if (copy) {
      offset = number(OFFSET_BYTES[opcode - FIRST_COPY], "offset");
      length = number(LENGTH_BYTES[opcode - FIRST_COPY], "length");
    } else {
      offset = 0;
      length = dataLength(opcode);
      dataLeft = length;
    }
    if (length == 0) {
      throw bad("a command must make at least one byte");
    }
    return true;
  }

  /** Whether the command copies from the base; otherwise it has data of its own. */
  public boolean isCopy() {
    return copy;
  }

  /** Where in the base a copy begins, from 0 to 2⁶³-1. */
  public long offset() {
    return offset;
  }

  /** How many bytes the command makes, from 1 to 2³¹-1. */
  public long length() {
    return length;
  }

  /** Where in the delta the command begins. */
  public long start() {
    return start;
  }

  /** Reads from one up to {@code max} bytes of the command's data. */
  public int data(byte[] into, int at, int max) throws IOException {
    int count = in.read(into, at, (int) Math.min(max, dataLeft));
    if (count < 0) {
      throw cutOff();
    }
    position += count;
    dataLeft -= count;
    return count;
  }

  private long dataLength(int opcode) throws IOException {
    return switch (opcode) {
      case DATA_USHORT -> number(2, "length");
      case DATA_INT -> number(4, "length");
      default -> opcode;
    };
  }

  private long number(int bytes, String name) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | ubyte();
    }
    boolean negative = bytes == 4 ? (int) value < 0 : value < 0;
    if (negative) {
      throw bad("a command's " + name + " must not be negative");
    }
    return value;
  }

  private int ubyte() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw cutOff();
    }
    position++;
    return value;
  }

  private void end() throws IOException {
    if (in.read() >= 0) {
      start = position;
      throw bad("nothing may follow the end");
    }
  }

  private BadPayload cutOff() {
    return bad("is cut off in this command; must close with 00");
  }

  private BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.DELTA, start, rule);
  }
}
