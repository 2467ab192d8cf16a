package dev.weir.patcher.format;

import dev.weir.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a mixed delta says of itself before anything is decoded, so that a device can refuse.
 * Source: docs/protocol.md, section 11.1.
 *
 * @param tableBits the table of contexts has that power of two of slots of 4 bytes
 * @param mostCovers of one window
 * @param scratch bytes of a scratch file; 0 in this version
 */
public record MixedHeader(
    int tableBits,
    int mostCovers,
    long scratch,
    long baseBytes,
    Digest base,
    long imageBytes,
    Digest image) {
  /** In bytes. */
  public static final int SIZE = 100;

  /** Smallest table: 2 KiB. */
  public static final int LEAST_TABLE_BITS = 9;

  /** Largest table: 16 MiB. */
  public static final int MOST_TABLE_BITS = 22;

  /** Covers of one window that any decoder must allow for. */
  public static final int MOST_COVERS = 1 << 20;

  private static final int MAGIC = 0x574d4958;
  private static final int VERSION = 1;

  /** The header as it stands in a delta. */
  public byte[] encoded() {
    return ByteBuffer.allocate(SIZE)
        .putInt(MAGIC)
        .put((byte) VERSION)
        .put((byte) tableBits)
        .putShort((short) 0)
        .putLong(baseBytes)
        .put(base.raw())
        .putLong(imageBytes)
        .put(image.raw())
        .putInt(mostCovers)
        .putLong(scratch)
        .array();
  }

  /**
   * Reads a header.
   *
   * @param bytes exactly {@link #SIZE}
   */
  public static MixedHeader decoded(byte[] bytes) throws BadPayload {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    check(in.getInt() == MAGIC, 0, "is no mixed delta: it must begin with WMIX");
    int version = in.get();
    check(version == VERSION, 4, "has version " + version + "; this decoder knows " + VERSION);
    int tableBits = in.get();
    check(
        LEAST_TABLE_BITS <= tableBits && tableBits <= MOST_TABLE_BITS,
        5,
        "table of 2^" + tableBits + " slots; may have 2^9 to 2^22");
    check(in.getShort() == 0, 6, "reserved bytes must be 0");
    long baseBytes = size(in, 8);
    Digest base = digest(in);
    long imageBytes = size(in, 48);
    Digest image = digest(in);
    int mostCovers = in.getInt();
    check(
        0 <= mostCovers && mostCovers <= MOST_COVERS,
        88,
        Integer.toUnsignedString(mostCovers) + " covers; may have " + MOST_COVERS);
    long scratch = in.getLong();
    check(
        scratch == 0,
        92,
        "scratch file of " + Long.toUnsignedString(scratch) + " bytes; must be 0");
    return new MixedHeader(tableBits, mostCovers, scratch, baseBytes, base, imageBytes, image);
  }

  private static long size(ByteBuffer in, int at) throws BadPayload {
    long size = in.getLong();
    check(
        0 <= size && size < 1L << 48,
        at,
        "size of " + Long.toUnsignedString(size) + " bytes; may be below 2^48");
    return size;
  }

  private static Digest digest(ByteBuffer in) {
    byte[] raw = new byte[32];
    in.get(raw);
    return Digest.ofRaw(Arrays.copyOf(raw, raw.length));
  }

  private static void check(boolean holds, int at, String rule) throws BadPayload {
    if (!holds) {
      throw new BadPayload(BadPayload.Place.PAYLOAD, at, rule);
    }
  }
}
