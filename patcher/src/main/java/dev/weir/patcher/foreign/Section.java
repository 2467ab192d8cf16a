package dev.weir.patcher.foreign;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.io.InputStream;

/** A part of a payload, read in order through a small buffer; opened when it is first read. */
final class Section extends InputStream {
  /** In bytes. */
  static final int BUFFER = 4 * 1024;

  /** Numbers in a payload stay below that; they are sizes and offsets. */
  static final long LIMIT = 1L << 48;

  /** Length of a section that goes on to the payload's end, wherever that is. */
  static final long TO_THE_END = Long.MAX_VALUE;

  private final PayloadBytes payload;
  private final String name;
  private final long from;
  private final byte[] buffer = new byte[BUFFER];
  private InputStream in = InputStream.nullInputStream();
  private final boolean bounded;
  private boolean opened;
  private long position;
  private long unread;
  private int at;
  private int end;

  /**
   * @param from where it begins in the payload
   * @param length in bytes; may reach behind the payload's end, where it is then cut off
   */
  Section(PayloadBytes payload, String name, long from, long length) {
    this.payload = payload;
    this.name = name;
    this.from = from;
    this.position = from;
    this.unread = length;
    this.bounded = length != TO_THE_END;
  }

  /** Where in the payload the next byte stands; where the payload ends, if that is before. */
  long position() {
    return position - (end - at);
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    boolean first = !opened;
    if (first) {
      in = payload.from(position);
      opened = true;
    }
    at = 0;
    end = unread == 0 ? 0 : Math.max(0, in.read(buffer, 0, (int) Math.min(BUFFER, unread)));
    position = first && end == 0 && unread > 0 ? payloadEnd() : position + end;
    unread -= end;
    return end > 0;
  }

  /** Where the payload ends, which is not behind the position: found by halving. */
  private long payloadEnd() throws IOException {
    long least = position > 0 && hasByte(position - 1) ? position : 0;
    long most = position;
    while (least < most) {
      long middle = (least + most) >>> 1;
      if (hasByte(middle)) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  private boolean hasByte(long offset) throws IOException {
    try (InputStream rest = payload.from(offset)) {
      return rest.read() >= 0;
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, start, count);
    at += count;
    return count;
  }

  /** The next byte, which must be there. */
  int ubyte() throws IOException {
    int value = read();
    if (value < 0) {
      throw cutOff();
    }
    return value;
  }

  /** Reads exactly so many bytes. */
  void fully(byte[] into, int start, int length) throws IOException {
    if (readNBytes(into, start, length) < length) {
      throw cutOff();
    }
  }

  /** Passes where every byte has been read and all that were announced are there. */
  void checkEnd() throws IOException {
    if (read() >= 0) {
      at--;
      throw bad("has bytes that nothing asks for");
    }
    if (bounded && unread > 0) {
      throw cutOff();
    }
  }

  private BadPayload cutOff() {
    return bad("ends here, too early" + (position < from ? ": it begins at byte " + from : ""));
  }

  BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, position(), name + ": " + rule);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
