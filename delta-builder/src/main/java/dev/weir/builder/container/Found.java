package dev.weir.builder.container;

import dev.weir.patcher.container.Piece;

/**
 * What stands somewhere in an image.
 *
 * @param start of the piece
 * @param piece which is raw where nothing better was found; the scan goes on after it
 */
record Found(int start, Piece piece) {
  /** One byte of no container. */
  static Found nothing(int at) {
    return raw(at, at + 1);
  }

  static Found raw(int start, int end) {
    return new Found(start, Piece.raw(end - start));
  }

  int end() {
    return start + (int) piece.packed();
  }
}
