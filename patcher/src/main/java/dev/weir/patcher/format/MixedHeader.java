package dev.weir.patcher.format;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.machine.Machine;
import dev.weir.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What a mixed delta says of itself before anything is decoded, so that a device can refuse.
 * Source: docs/protocol.md, section 11.1.
 *
 * @param tableBits the table of contexts has that power of two of slots of 4 bytes; 0: no table,
 *     the stream is packed by LZMA
 * @param machines instruction sets that its windows name: bit n for the set with number n
 * @param containers kinds of packed pieces in both images: bit n for the kind with number n
 * @param mostCovers of one window
 * @param scratch bytes of the base's content, which is kept in a scratch file; 0: the base has no
 *     packed pieces
 * @param contentBytes of the image's content; {@code imageBytes} where it has no packed pieces
 */
public record MixedHeader(
    int tableBits,
    int machines,
    int containers,
    int mostCovers,
    long baseBytes,
    Digest base,
    long scratch,
    long imageBytes,
    Digest image,
    long contentBytes) {
  /** In bytes. */
  public static final int SIZE = 108;

  /** Smallest table: 2 KiB. */
  public static final int LEAST_TABLE_BITS = 9;

  /** Largest table: 16 MiB. */
  public static final int MOST_TABLE_BITS = 22;

  /** Covers of one window that any decoder must allow for. */
  public static final int MOST_COVERS = 1 << 20;

  /** How many times as long as the image its content may be: more than deflate can pack. */
  public static final int MOST_EXPANSION = 1100;

  /** Pieces that a base or an image may have. */
  public static final int MOST_PIECES = 1 << 20;

  private static final int MAGIC = 0x574d4958;
  private static final int VERSION = 3;

  /** Whether the stream is packed by LZMA. */
  public boolean isLzma() {
    return tableBits == 0;
  }

  /** Whether any piece of the base or of the image is packed. */
  public boolean hasContainers() {
    return containers != 0;
  }

  /** Instruction sets that were found, without {@link Machine#NONE}. */
  public List<Machine> instructionSets() {
    return Arrays.stream(Machine.values())
        .filter(machine -> machine != Machine.NONE && (machines >> machine.number() & 1) == 1)
        .toList();
  }

  /** Kinds of packed pieces. */
  public List<Kind> pieceKinds() {
    return Arrays.stream(Kind.values())
        .filter(kind -> (containers >> kind.number() & 1) == 1)
        .toList();
  }

  /** The header as it stands in a delta. */
  public byte[] encoded() {
    return ByteBuffer.allocate(SIZE)
        .putInt(MAGIC)
        .put((byte) VERSION)
        .put((byte) tableBits)
        .put((byte) machines)
        .put((byte) containers)
        .putLong(baseBytes)
        .put(base.raw())
        .putLong(scratch)
        .putLong(imageBytes)
        .put(image.raw())
        .putLong(contentBytes)
        .putInt(mostCovers)
        .array();
  }

  /**
   * Reads a header.
   *
   * @param bytes exactly {@link #SIZE}
   */
  public static MixedHeader decoded(byte[] bytes) throws BadPayload {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    check(in.getInt() == MAGIC, 0, "is no mixed delta");
    int version = in.get();
    check(version == VERSION, 4, "version is " + version + "; must be " + VERSION);
    int tableBits = in.get();
    check(
        tableBits == 0 || (LEAST_TABLE_BITS <= tableBits && tableBits <= MOST_TABLE_BITS),
        5,
        "table of 2^" + tableBits + " slots; may have 2^9 to 2^22, or 0 for none");
    int machines = in.get() & 0xff;
    int containers = in.get() & 0xff;
    long baseBytes = size(in, 8);
    Digest base = digest(in);
    long scratch = size(in, 48);
    long imageBytes = size(in, 56);
    Digest image = digest(in);
    long contentBytes = size(in, 96);
    check(
        contentBytes / MOST_EXPANSION <= imageBytes,
        96,
        "content of " + contentBytes + " bytes can't be that of " + imageBytes);
    check(
        scratch / MOST_EXPANSION <= baseBytes,
        48,
        "content of " + scratch + " bytes can't be that of " + baseBytes);
    check(
        containers != 0 || (contentBytes == imageBytes && scratch == 0),
        7,
        "content other than the image, without containers");
    int mostCovers = in.getInt();
    check(
        0 <= mostCovers && mostCovers <= MOST_COVERS,
        104,
        Integer.toUnsignedString(mostCovers) + " covers; may have " + MOST_COVERS);
    return new MixedHeader(
        tableBits,
        machines,
        containers,
        mostCovers,
        baseBytes,
        base,
        scratch,
        imageBytes,
        image,
        contentBytes);
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
