package dev.weir.patcher.container;

/** Raw bytes, in either direction. */
final class Copy implements Transcoder {
  private static final int BUFFER = 4096;

  /** In bytes. */
  static final int MEMORY = BUFFER + 128;

  private final byte[] buffer = new byte[BUFFER];
  private final long size;
  private long taken;
  private int from;
  private int to;
  private boolean inputEnded;

  Copy(Piece piece, long from) throws BadPiece {
    this.size = piece.content();
    this.taken = from;
    if (piece.style() != 0 || (piece.packed() != 0 && piece.packed() != size)) {
      throw new BadPiece(
          "raw piece of style " + piece.style() + ", " + size + " bytes, packed " + piece.packed());
    }
  }

  @Override
  public int input(byte[] bytes, int at, int length) {
    if (from < to) {
      return 0;
    }
    from = 0;
    to = (int) Math.min(Math.min(length, BUFFER), size - taken);
    System.arraycopy(bytes, at, buffer, 0, to);
    taken += to;
    return to;
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public int output(byte[] into, int at, int length) throws BadPiece {
    int count = Math.min(length, to - from);
    System.arraycopy(buffer, from, into, at, count);
    from += count;
    if (from == to && inputEnded && taken < size) {
      throw new BadPiece("raw piece ends after " + taken + " of " + size + " bytes");
    }
    return count;
  }

  @Override
  public boolean ended() {
    return taken == size && from == to;
  }

  @Override
  public void close() {}
}
