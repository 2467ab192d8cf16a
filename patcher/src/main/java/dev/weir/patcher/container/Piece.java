package dev.weir.patcher.container;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * A range of an image, and what it is made of. Source: docs/protocol.md, section 11.5.
 *
 * @param kind how it is made
 * @param style how it was written, 0 to 65535; what it means depends on the kind
 * @param address of the first byte, for records; 32 bits, unsigned
 * @param content bytes that it is made of
 * @param packed bytes in the image; for packing may be 0, which is not known
 */
public record Piece(Kind kind, int style, int address, long content, long packed) {
  /** Largest content and packed size. */
  public static final long MOST = (1L << 48) - 1;

  /**
   * Visits one.
   *
   * @throws BadPiece where what was written can't be one
   */
  public static Piece state(State state, Piece piece) throws IOException, BadPiece {
    return new Piece(
        Kind.of(state.number(piece.kind.number())),
        state.number(piece.style),
        state.number(piece.address),
        state.number(piece.content),
        state.number(piece.packed));
  }

  /** Checks the ranges. */
  public Piece {
    if (style < 0 || style > 0xffff || !isSize(content) || !isSize(packed)) {
      throw new IllegalArgumentException(
          "piece of style " + style + ", " + content + " bytes, packed " + packed);
    }
  }

  private static boolean isSize(long size) {
    return size >= 0 && size <= MOST;
  }

  /** A range that stays as it is. */
  public static Piece raw(long bytes) {
    return new Piece(Kind.RAW, 0, 0, bytes, bytes);
  }
}
