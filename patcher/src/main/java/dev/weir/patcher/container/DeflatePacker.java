package dev.weir.patcher.container;

import java.util.zip.Deflater;

/**
 * Content, deflated as zlib does. The library is given blocks of one size, whatever the input's
 * are, because what it makes depends on that now and then.
 */
final class DeflatePacker implements Transcoder {
  private static final int BLOCK = 8 * 1024;

  /** In bytes; zlib's window, chains, hash heads and symbols take 64 KiB each. */
  static final int MEMORY = 268 * 1024 + BLOCK + 256;

  private final byte[] block = new byte[BLOCK];
  private final Piece piece;
  private final Deflater deflater;
  private int filled;
  private long taken;
  private long given;
  private boolean inputEnded;

  DeflatePacker(Piece piece) throws BadPiece {
    this.piece = piece;
    this.deflater = DeflateStyle.of(piece.style()).deflater();
    if (piece.content() == 0) {
      deflater.finish();
    }
  }

  @Override
  public int input(byte[] from, int at, int length) {
    if (!deflater.needsInput()) {
      return 0;
    }
    int count = (int) Math.min(Math.min(length, BLOCK - filled), piece.content() - taken);
    System.arraycopy(from, at, block, filled, count);
    filled += count;
    taken += count;
    if (filled == BLOCK || (count > 0 && taken == piece.content())) {
      handOver();
    }
    return count;
  }

  private void handOver() {
    deflater.setInput(block, 0, filled);
    filled = 0;
    if (taken == piece.content()) {
      deflater.finish();
    }
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public int output(byte[] into, int at, int length) throws BadPiece {
    int count = deflater.deflate(into, at, length);
    given += count;
    boolean wrong = deflater.finished() ? given != piece.packed() : given > piece.packed();
    if (wrong && piece.packed() != 0) {
      throw new BadPiece(
          "deflating makes " + given + " bytes or more; must make " + piece.packed());
    }
    if (count == 0 && inputEnded && taken < piece.content()) {
      throw new BadPiece("content ends after " + taken + " of " + piece.content() + " bytes");
    }
    return count;
  }

  @Override
  public boolean ended() {
    return deflater.finished();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
