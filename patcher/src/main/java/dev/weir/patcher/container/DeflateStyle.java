package dev.weir.patcher.container;

import java.util.zip.Deflater;

/**
 * How zlib deflated a stream.
 *
 * @param level 1 to 9
 * @param strategy of {@link Deflater}: 0 the usual, 1 {@code FILTERED}, 2 {@code HUFFMAN_ONLY}
 */
public record DeflateStyle(int level, int strategy) {
  private static final int LEVEL_BITS = 4;

  /** Checks the ranges. */
  public DeflateStyle {
    if (level < 1 || level > 9 || strategy < 0 || strategy > Deflater.HUFFMAN_ONLY) {
      throw new IllegalArgumentException("deflate level " + level + ", strategy " + strategy);
    }
  }

  /** The style that a piece names. */
  static DeflateStyle of(int style) throws BadPiece {
    try {
      return new DeflateStyle(style & ((1 << LEVEL_BITS) - 1), style >>> LEVEL_BITS);
    } catch (IllegalArgumentException e) {
      throw new BadPiece("style " + style + " of a deflated piece is not known");
    }
  }

  /** In a piece. */
  public int number() {
    return level | (strategy << LEVEL_BITS);
  }

  Deflater deflater() {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    return deflater;
  }
}
