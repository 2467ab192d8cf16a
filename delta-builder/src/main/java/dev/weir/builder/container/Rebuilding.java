package dev.weir.builder.container;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.Transcoder;
import dev.weir.patcher.container.Transcoders;
import java.util.Arrays;

/** Takes pieces of an image apart, and tries whether they give the image back. */
final class Rebuilding {
  private static final int BUFFER = 8 * 1024;

  private Rebuilding() {}

  /**
   * Puts the content of a piece somewhere.
   *
   * @param from where the piece begins in the image
   */
  static void unpack(byte[] image, int from, Piece piece, byte[] into, int at) throws BadPiece {
    try (Transcoder unpacker = Transcoders.unpacker(piece)) {
      Source source = new Source(image, from, piece, unpacker);
      int to = at;
      while (!unpacker.ended()) {
        to += source.pull(into, to, into.length - to);
      }
    }
  }

  /**
   * Whether a piece's content, packed again, is what stands in the image. It stops at the first
   * byte that differs; the packer itself refuses to make more or fewer.
   */
  static boolean gives(byte[] image, int from, Piece piece) {
    try (Transcoder unpacker = Transcoders.unpacker(piece);
        Transcoder packer = Transcoders.packer(piece)) {
      Source source = new Source(image, from, piece, unpacker);
      byte[] content = new byte[BUFFER];
      byte[] packed = new byte[BUFFER];
      int at = from;
      int fed = 0;
      int filled = 0;
      while (!packer.ended()) {
        int count = packer.output(packed, 0, BUFFER);
        if (!Arrays.equals(packed, 0, count, image, at, at + count)) {
          return false;
        }
        at += count;
        if (fed == filled) {
          fed = 0;
          filled = source.pull(content, 0, BUFFER);
        }
        fed += packer.input(content, fed, filled - fed);
      }
      return true;
    } catch (BadPiece e) {
      return false;
    }
  }

  /** Feeds an unpacker from the image. */
  private static final class Source {
    private final byte[] image;
    private final Transcoder unpacker;
    private final int end;
    private int at;

    Source(byte[] image, int from, Piece piece, Transcoder unpacker) {
      this.image = image;
      this.unpacker = unpacker;
      this.at = from;
      this.end = (int) Math.min(image.length, from + piece.packed());
    }

    /** Some content; 0 where all has been given. */
    int pull(byte[] into, int offset, int length) throws BadPiece {
      int count = unpacker.output(into, offset, length);
      while (count == 0 && !unpacker.ended()) {
        int taken = unpacker.input(image, at, end - at);
        at += taken;
        if (at == end) {
          unpacker.endInput();
        }
        count = unpacker.output(into, offset, length);
      }
      return count;
    }
  }
}
