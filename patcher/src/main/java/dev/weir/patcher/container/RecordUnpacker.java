package dev.weir.patcher.container;

import java.util.Arrays;

/** What records hold. Each must stand as it would be written. */
final class RecordUnpacker implements Transcoder {
  /** In bytes. */
  static final int MEMORY = 2 * RecordLine.MOST + 256 + 256;

  private final RecordText text;
  private final RecordLine expected;
  private final byte[] found = new byte[RecordLine.MOST];
  private final byte[] data = new byte[256];
  private final Piece piece;
  private long position;
  private int filled;
  private int from;
  private int to;
  private boolean inputEnded;

  RecordUnpacker(RecordText text, Piece piece) throws BadPiece {
    this.text = text;
    this.expected = new RecordLine(RecordStyle.of(piece.style()));
    this.piece = piece;
    if (piece.packed() == 0 && piece.content() > 0) {
      throw new BadPiece("records of " + piece.content() + " bytes must not be packed in 0");
    }
  }

  @Override
  public int input(byte[] bytes, int at, int length) throws BadPiece {
    if (from < to || position == piece.content()) {
      return 0;
    }
    int size = text.size(position);
    int count = Math.min(length, size - filled);
    System.arraycopy(bytes, at, found, filled, count);
    filled += count;
    if (filled == size) {
      take();
    }
    return count;
  }

  private void take() throws BadPiece {
    int length = text.length(position);
    int digits = text.digitsAt(position);
    for (int i = 0; i < length; i++) {
      data[i] = (byte) ((digit(found[digits + 2 * i]) << 4) | digit(found[digits + 2 * i + 1]));
    }
    text.write(position, data, expected);
    if (!Arrays.equals(found, 0, filled, expected.text(), 0, expected.size())) {
      throw new BadPiece(
          "the record of byte " + position + " is not one of style " + piece.style());
    }
    position += length;
    filled = 0;
    from = 0;
    to = length;
  }

  private static int digit(byte character) {
    return Math.max(0, Character.digit(character, 16));
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public int output(byte[] into, int at, int length) throws BadPiece {
    int count = Math.min(length, to - from);
    System.arraycopy(data, from, into, at, count);
    from += count;
    if (from == to && inputEnded && position < piece.content()) {
      throw new BadPiece("records end after " + position + " of " + piece.content() + " bytes");
    }
    return count;
  }

  @Override
  public boolean ended() {
    return position == piece.content() && from == to;
  }

  @Override
  public void close() {}
}
