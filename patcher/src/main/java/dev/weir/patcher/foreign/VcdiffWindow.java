package dev.weir.patcher.foreign;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * One window of a VCDIFF delta (RFC 3284, sections 4.2 and 4.3), read one instruction at a time.
 * Addresses count from the beginning of its range of the base; behind that range stands what the
 * window has made so far.
 */
public final class VcdiffWindow implements AutoCloseable {
  /** What an instruction does. */
  public enum Kind {
    /** Brings bytes. */
    ADD,
    /** Brings one byte, many times. */
    RUN,
    /** Repeats what stands at an address. */
    COPY
  }

  private static final int SOURCE = 1;
  private static final int TARGET = 2;
  private static final int CHECKSUM = 4;

  private final long start;
  private final long end;
  private final long baseFrom;
  private final long baseBytes;
  private final long imageBytes;
  private final OptionalInt checksum;
  private final Section data;
  private final Section instructions;
  private final VcdiffAddresses addresses;
  private int code = VcdiffCodes.NONE;
  private int half;
  private Kind kind = Kind.ADD;
  private long size;
  private long address;

  private VcdiffWindow(PayloadBytes payload, Section head, int indicator) throws IOException {
    start = head.position() - 1;
    if ((indicator & TARGET) != 0) {
      throw bad("copies from the image made so far (VCD_TARGET); only from the base is known");
    }
    if ((indicator & ~(SOURCE | CHECKSUM)) != 0) {
      throw bad("has an indicator of " + indicator + "; may have bits 0 and 2");
    }
    boolean copies = (indicator & SOURCE) != 0;
    baseBytes = copies ? VcdiffReader.number(head, "size of the base's range") : 0;
    baseFrom = copies ? VcdiffReader.number(head, "offset of the base's range") : 0;
    long length = VcdiffReader.number(head, "length");
    end = head.position() + length;
    imageBytes = VcdiffReader.number(head, "size of the window");
    if (head.ubyte() != 0) {
      throw bad("is compressed a second time; make it with xdelta3 -S none");
    }
    long dataBytes = VcdiffReader.number(head, "data section");
    long instructionBytes = VcdiffReader.number(head, "instruction section");
    long addressBytes = VcdiffReader.number(head, "address section");
    checksum =
        (indicator & CHECKSUM) != 0
            ? OptionalInt.of(
                head.ubyte() << 24 | head.ubyte() << 16 | head.ubyte() << 8 | head.ubyte())
            : OptionalInt.empty();
    long from = head.position();
    if (from + dataBytes + instructionBytes + addressBytes != end) {
      throw bad("has a length of " + length + "; its sections need another");
    }
    data = new Section(payload, "data section", from, dataBytes);
    instructions = new Section(payload, "instruction section", from + dataBytes, instructionBytes);
    addresses =
        new VcdiffAddresses(
            new Section(payload, "address section", end - addressBytes, addressBytes));
  }

  /** Reads what stands before the sections; of the indicator, the first byte, it was taken. */
  static VcdiffWindow read(PayloadBytes payload, Section head, int indicator) throws IOException {
    return new VcdiffWindow(payload, head, indicator);
  }

  /** Where in the payload the next window begins. */
  long end() {
    return end;
  }

  /** Where its range of the base begins, below 2⁴⁸. */
  public long baseFrom() {
    return baseFrom;
  }

  /** Size of its range of the base, below 2⁴⁸; 0 where it reads none. */
  public long baseBytes() {
    return baseBytes;
  }

  /** Bytes of the image that it makes, below 2⁴⁸. */
  public long imageBytes() {
    return imageBytes;
  }

  /** Adler-32 (RFC 1950) of what it makes, where it has one. */
  public OptionalInt checksum() {
    return checksum;
  }

  /**
   * Goes to the next instruction. The data of the one before must have been read.
   *
   * @param made bytes that the window has made so far
   * @return false at the window's end, where all three sections are over
   */
  public boolean next(long made) throws IOException {
    if (half == 0) {
      code = instructions.read();
      if (code < 0) {
        instructions.checkEnd();
        data.checkEnd();
        addresses.checkEnd();
        return false;
      }
    }
    int instruction = VcdiffCodes.instruction(code, half);
    half = half == 0 && VcdiffCodes.instruction(code, 1) != VcdiffCodes.NONE ? 1 : 0;
    kind = VcdiffCodes.kind(instruction);
    size = VcdiffCodes.size(instruction);
    if (size == 0) {
      size = VcdiffReader.number(instructions, "size");
    }
    if (size > imageBytes - made) {
      throw instructions.bad(
          "makes " + size + " bytes at " + made + " of a window of " + imageBytes + " bytes");
    }
    if (kind == Kind.COPY) {
      address = addresses.read(VcdiffCodes.mode(instruction), baseBytes + made);
    }
    return true;
  }

  public Kind kind() {
    return kind;
  }

  /** Bytes that the instruction makes; no more than the window still lacks. */
  public long size() {
    return size;
  }

  /** Where a copy begins; before what it makes. */
  public long address() {
    return address;
  }

  /** Reads exactly so many bytes of the data section: all of an ADD's, the one of a RUN. */
  public void data(byte[] into, int at, int length) throws IOException {
    data.fully(into, at, length);
  }

  /** A refusal of this window. */
  public BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, start, "window: " + rule);
  }

  @Override
  public void close() throws IOException {
    data.close();
    instructions.close();
    addresses.close();
  }
}
