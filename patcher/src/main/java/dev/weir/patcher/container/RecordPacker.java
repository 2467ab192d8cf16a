package dev.weir.patcher.container;

/** Content, written as records. */
final class RecordPacker implements Transcoder {
  /** In bytes. */
  static final int MEMORY = RecordLine.MOST + 256 + 256;

  private final RecordText text;
  private final RecordLine line;
  private final byte[] data = new byte[256];
  private final long content;
  private long position;
  private int filled;
  private int from;
  private boolean inputEnded;

  RecordPacker(RecordText text, Piece piece, long from) throws BadPiece {
    this.text = text;
    this.line = new RecordLine(RecordStyle.of(piece.style()));
    this.content = piece.content();
    this.position = from;
  }

  @Override
  public int input(byte[] bytes, int at, int length) {
    if (from < line.size()) {
      return 0;
    }
    int wanted = text.length(position);
    int count = Math.min(length, wanted - filled);
    System.arraycopy(bytes, at, data, filled, count);
    filled += count;
    if (count > 0 && filled == wanted) {
      text.write(position, data, line);
      from = 0;
      position += filled;
      filled = 0;
    }
    return count;
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public int output(byte[] into, int at, int length) throws BadPiece {
    int count = Math.min(length, line.size() - from);
    System.arraycopy(line.text(), from, into, at, count);
    from += count;
    if (from == line.size() && inputEnded && position < content) {
      throw new BadPiece("content ends after " + (position + filled) + " of " + content + " bytes");
    }
    return count;
  }

  @Override
  public boolean ended() {
    return position == content && from == line.size();
  }

  @Override
  public void close() {}
}
