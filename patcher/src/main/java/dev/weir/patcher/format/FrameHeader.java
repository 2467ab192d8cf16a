package dev.weir.patcher.format;

import java.nio.ByteBuffer;

/**
 * What stands before an LZMA frame. Frames know nothing of each other, so a decoder can begin again
 * at any of them. Source: docs/protocol.md, section 11.4.
 *
 * @param properties {@code lc + 9 * (lp + 5 * pb)}, as in the header of an .lzma file
 * @param packed size in the delta, in bytes
 * @param unpacked size of what it holds, in bytes
 */
public record FrameHeader(int properties, int packed, int unpacked) {
  /** In bytes. */
  public static final int SIZE = 8;

  /** What a decoder looks back at, in bytes. */
  public static final int DICTIONARY = 256 << 10;

  /** A decoder holds one whole packed frame of that size, in bytes. */
  public static final int MOST_PACKED = 128 << 10;

  /** In bytes. */
  public static final int MOST_UNPACKED = 16 << 20;

  /** {@code lc + lp} may be 4: the tables of a decoder grow with it. */
  private static final int MOST_LC_LP = 4;

  private static final int MOST_PROPERTIES = 9 * 5 * 5;

  /** The header as it stands in a delta. */
  public byte[] encoded() {
    return ByteBuffer.allocate(SIZE).putInt(properties << 24 | packed).putInt(unpacked).array();
  }

  /**
   * Reads a header.
   *
   * @param bytes exactly {@link #SIZE}
   * @param offset where it stands in the payload
   */
  public static FrameHeader decoded(byte[] bytes, long offset) throws BadPayload {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int first = in.getInt();
    FrameHeader header = new FrameHeader(first >>> 24, first & 0xffffff, in.getInt());
    int lcLp = header.properties % 9 + header.properties / 9 % 5;
    if (header.properties >= MOST_PROPERTIES || lcLp > MOST_LC_LP) {
      throw bad(offset, "LZMA properties " + header.properties + "; lc + lp may be " + MOST_LC_LP);
    }
    if (header.packed < 1 || header.packed > MOST_PACKED) {
      throw bad(offset + 1, "frame of " + header.packed + " bytes; may be 1 to " + MOST_PACKED);
    }
    if (header.unpacked < 1 || header.unpacked > MOST_UNPACKED) {
      throw bad(
          offset + 4,
          "frame that holds "
              + Integer.toUnsignedString(header.unpacked)
              + " bytes; may be 1 to "
              + MOST_UNPACKED);
    }
    return header;
  }

  private static BadPayload bad(long offset, String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, offset, rule);
  }
}
