package dev.weir.patcher.container;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A stream of RFC 1951, inflated. */
final class DeflateUnpacker implements Transcoder {
  private static final int BUFFER = 4096;

  /** In bytes; zlib's window is 32 KiB, its tables and state take less than 12. */
  static final int MEMORY = 44 * 1024 + BUFFER + 256;

  private final Inflater inflater;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] beyond = new byte[1];
  private final Piece piece;
  private long taken;
  private long given;
  private boolean inputEnded;
  private boolean ended;

  DeflateUnpacker(Piece piece) throws BadPiece {
    DeflateStyle.of(piece.style());
    this.piece = piece;
    this.inflater = new Inflater(true);
  }

  @Override
  public int input(byte[] from, int at, int length) {
    if (!inflater.needsInput()) {
      return 0;
    }
    int count = (int) Math.min(Math.min(length, BUFFER), piece.packed() - taken);
    System.arraycopy(from, at, buffer, 0, count);
    inflater.setInput(buffer, 0, count);
    taken += count;
    return count;
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public int output(byte[] into, int at, int length) throws BadPiece {
    if (ended || length == 0) {
      return 0;
    }
    int most = (int) Math.min(length, piece.content() - given);
    int count = most > 0 ? inflated(into, at, most) : inflated(beyond, 0, 1);
    given += count;
    if (given > piece.content()) {
      throw new BadPiece("deflated piece holds more than its " + piece.content() + " bytes");
    }
    if (inflater.finished()) {
      checkEnd();
    } else if (count == 0 && inflater.needsInput()) {
      checkMore();
    }
    return count;
  }

  private int inflated(byte[] into, int at, int length) throws BadPiece {
    try {
      return inflater.inflate(into, at, length);
    } catch (DataFormatException e) {
      throw new BadPiece("deflated piece is not a stream of RFC 1951 at byte " + taken);
    }
  }

  private void checkEnd() throws BadPiece {
    long used = taken - inflater.getRemaining();
    if (used != piece.packed() || given != piece.content()) {
      throw new BadPiece(
          String.format(
              "deflated piece makes %d bytes of %d; must make %d of %d",
              given, used, piece.content(), piece.packed()));
    }
    ended = true;
  }

  private void checkMore() throws BadPiece {
    if (inputEnded || taken == piece.packed()) {
      throw new BadPiece("deflated piece is cut off after " + taken + " bytes");
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
