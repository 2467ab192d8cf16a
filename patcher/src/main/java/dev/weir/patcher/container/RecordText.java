package dev.weir.patcher.container;

/**
 * Where the records of a piece stand in it, and how each is written. Records are full but for the
 * last one of the piece and the last one before a bank's end. A bank is what one upper address
 * reaches; S-records have just one.
 */
abstract class RecordText {
  /** In bytes. */
  static final long BANK = 1 << 16;

  private final long content;
  private final int length;
  private final long firstBank;

  /**
   * @param firstBank how many bytes stand in the first bank
   */
  RecordText(Piece piece, RecordStyle style, long firstBank) {
    this.content = piece.content();
    this.length = style.length();
    this.firstBank = firstBank;
  }

  /** The text of a piece. */
  static RecordText of(Piece piece) throws BadPiece {
    RecordStyle style = RecordStyle.of(piece.style());
    RecordText text =
        piece.kind() == Kind.INTEL_HEX
            ? new IntelHexText(piece, style)
            : new SRecordText(piece, style);
    long packed = text.packedBefore(piece.content());
    if (piece.packed() != 0 && piece.packed() != packed) {
      throw new BadPiece(
          String.format(
              "records of %d bytes take %d bytes in the image, not %d",
              piece.content(), packed, piece.packed()));
    }
    return text;
  }

  /** Characters of a record besides its data's. */
  abstract int overhead();

  /** Characters of the record that begins a bank. */
  abstract int upper();

  /** Whether such a record comes before the first bank too. */
  abstract boolean upperFirst();

  /** Where the data's digits begin in a record. */
  abstract int digits();

  /**
   * Writes the record at a position of the content, and before it the upper address where due.
   *
   * @param data of the record, from the array's beginning
   */
  abstract void write(long position, byte[] data, RecordLine line);

  /** Where the record begins that has the byte at a position; at the content's end, the end. */
  final long start(long position) {
    long bank = bank(position);
    return position == content ? position : position - (position - bank) % length;
  }

  private long bank(long position) {
    return position < firstBank ? 0 : position - (position - firstBank) % BANK;
  }

  /** Data bytes of the record that begins at a position. */
  final int length(long position) {
    long bankEnd = position < firstBank ? firstBank : bank(position) + BANK;
    return (int) Math.min(length, Math.min(content, bankEnd) - position);
  }

  /** Whether the upper address is written before the record at a position. */
  final boolean writesUpper(long position) {
    return position == 0 ? upperFirst() : position == bank(position);
  }

  /** Characters of the record at a position, with the upper address where due. */
  final int size(long position) {
    return digitsAt(position) - digits() + overhead() + 2 * length(position);
  }

  /** Where the data's digits begin in what is written for a position. */
  final int digitsAt(long position) {
    return (writesUpper(position) ? upper() : 0) + digits();
  }

  /** Characters before a position where a record begins, or the content ends. */
  final long packedBefore(long position) {
    long inFirst = Math.min(position, firstBank);
    long after = position - inFirst;
    long records = up(inFirst, length) + after / BANK * up(BANK, length) + up(after % BANK, length);
    long uppers = up(after, BANK) + (position > 0 && upperFirst() ? 1 : 0);
    return records * overhead() + uppers * upper() + 2 * position;
  }

  private static long up(long bytes, long each) {
    return (bytes + each - 1) / each;
  }
}
