package dev.weir.patcher.container;

/**
 * Source: Intel, Hexadecimal Object File Format Specification, revision A (1988): chapters 3 and 4
 * (extended linear and segment address records), 5 (data record). A record never crosses 64 KiB.
 */
final class IntelHexText extends RecordText {
  private static final int DATA = 0;
  private static final int SEGMENT_ADDRESS = 2;
  private static final int LINEAR_ADDRESS = 4;

  private final RecordStyle style;
  private final int address;

  IntelHexText(Piece piece, RecordStyle style) throws BadPiece {
    super(piece, style, BANK - (piece.address() & 0xffff));
    this.style = style;
    this.address = piece.address();
    if (style.more() > (RecordStyle.SEGMENTS | RecordStyle.UPPER_FIRST)) {
      throw new BadPiece("style " + piece.style() + " of an Intel HEX piece is not known");
    }
  }

  @Override
  int overhead() {
    return 1 + 2 * 5 + style.ending().text().length();
  }

  @Override
  int upper() {
    return overhead() + 2 * 2;
  }

  @Override
  boolean upperFirst() {
    return (style.more() & RecordStyle.UPPER_FIRST) != 0;
  }

  @Override
  int digits() {
    return 1 + 2 * 4;
  }

  @Override
  void write(long position, byte[] data, RecordLine line) {
    int at = address + (int) position;
    line.clear();
    if (writesUpper(position)) {
      boolean segments = (style.more() & RecordStyle.SEGMENTS) != 0;
      begin(line, 2, 0, segments ? SEGMENT_ADDRESS : LINEAR_ADDRESS);
      line.half(segments ? (at >>> 4) & 0xf000 : at >>> 16);
      end(line);
    }
    int length = length(position);
    begin(line, length, at, DATA);
    for (int i = 0; i < length; i++) {
      line.octet(data[i]);
    }
    end(line);
  }

  private static void begin(RecordLine line, int length, int offset, int type) {
    line.begin(":");
    line.octet(length);
    line.half(offset);
    line.octet(type);
  }

  private static void end(RecordLine line) {
    line.octet(-line.sum());
    line.end();
  }
}
