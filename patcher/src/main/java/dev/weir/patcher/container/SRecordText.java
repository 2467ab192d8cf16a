package dev.weir.patcher.container;

/**
 * Source: M68000 Family Programmer's Reference Manual (Motorola, 1992), appendix C, S-record output
 * format: types S1, S2 and S3, whose addresses have two, three and four bytes.
 */
final class SRecordText extends RecordText {
  private final int type;
  private final int address;
  private final int overhead;

  SRecordText(Piece piece, RecordStyle style) throws BadPiece {
    super(piece, style, Long.MAX_VALUE);
    this.type = style.more();
    this.address = piece.address();
    this.overhead = digits() + 2 + style.ending().text().length();
    if (type < 1 || type > 3 || style.length() > 255 - 1 - addressBytes()) {
      throw new BadPiece("style " + piece.style() + " of an S-record piece is not known");
    }
  }

  private int addressBytes() {
    return type + 1;
  }

  @Override
  int overhead() {
    return overhead;
  }

  @Override
  int upper() {
    return 0;
  }

  @Override
  boolean upperFirst() {
    return false;
  }

  @Override
  int digits() {
    return 2 + 2 * (1 + addressBytes());
  }

  @Override
  void write(long position, byte[] data, RecordLine line) {
    int at = address + (int) position;
    int length = length(position);
    line.clear();
    line.begin("S" + type);
    line.octet(addressBytes() + length + 1);
    for (int i = addressBytes() - 1; i >= 0; i--) {
      line.octet(at >>> (8 * i));
    }
    for (int i = 0; i < length; i++) {
      line.octet(data[i]);
    }
    line.octet(~line.sum());
    line.end();
  }
}
