package dev.weir.patcher.foreign;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a delta in the VCDIFF format (RFC 3284) as {@code xdelta3 -S none} writes it, one window at
 * a time. Known besides the RFC: xdelta3's application header, which is passed over, and its
 * checksum of a window. Refused: secondary compression, code tables of the delta's own, windows
 * that copy from the image made so far (VCD_TARGET).
 */
public final class VcdiffReader implements AutoCloseable {
  private static final byte[] MAGIC = {(byte) 0xd6, (byte) 0xc3, (byte) 0xc4, 0};

  /** Of an application header, in bytes. */
  private static final int MOST_APPLICATION = 64 * 1024;

  private static final int COMPRESSED = 1;
  private static final int CODE_TABLE = 2;
  private static final int APPLICATION = 4;

  private final PayloadBytes payload;
  private long next;
  private Optional<VcdiffWindow> window = Optional.empty();

  /** Reads the header. */
  public VcdiffReader(PayloadBytes payload) throws IOException {
    this.payload = payload;
    try (Section header = new Section(payload, "header", 0, Section.TO_THE_END)) {
      for (byte expected : MAGIC) {
        if (header.read() != (expected & 0xff)) {
          throw new BadPayload(
              BadPayload.Place.PAYLOAD, 0, "is no VCDIFF delta: must begin with d6 c3 c4 00");
        }
      }
      int has = header.ubyte();
      if ((has & COMPRESSED) != 0) {
        throw header.bad("is compressed a second time; make it with xdelta3 -S none");
      }
      if ((has & CODE_TABLE) != 0) {
        throw header.bad("has a code table of its own; only the RFC's is known");
      }
      if ((has & ~APPLICATION) != 0) {
        throw header.bad("has an indicator of " + has + "; may be 0 or 4");
      }
      if ((has & APPLICATION) != 0) {
        int length = (int) limited(header, "application header", MOST_APPLICATION);
        header.fully(new byte[length], 0, length);
      }
      next = header.position();
    }
  }

  /** Goes to the next window; empty at the end. The one before is not read any more. */
  public Optional<VcdiffWindow> next() throws IOException {
    close();
    try (Section head = new Section(payload, "window", next, Section.TO_THE_END)) {
      int indicator = head.read();
      if (indicator < 0) {
        if (head.position() < next) {
          throw head.bad("the payload ends here, inside the window that goes on to " + next);
        }
        window = Optional.empty();
      } else {
        VcdiffWindow found = VcdiffWindow.read(payload, head, indicator);
        next = found.end();
        window = Optional.of(found);
      }
    }
    return window;
  }

  /** A number of the RFC's section 2: 7 bits a byte, the highest first. */
  static long number(Section in, String what) throws IOException {
    long value = 0;
    int digit;
    do {
      digit = in.ubyte();
      value = (value << 7) | (digit & 0x7f);
      if (value >= Section.LIMIT) {
        throw in.bad(what + " must be below 2^48");
      }
    } while (digit >= 0x80);
    return value;
  }

  static long limited(Section in, String what, long most) throws IOException {
    long value = number(in, what);
    if (value > most) {
      throw in.bad(what + " of " + value + " bytes; may have " + most);
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    if (window.isPresent()) {
      window.get().close();
    }
  }
}
