package dev.weir.patcher.model;

import dev.weir.patcher.state.State;
import java.io.IOException;

/** Codes the bytes of a window of the new image, in order; at either end. */
public interface ImageCoding {
  /** Begins a cover at an offset of the old window. */
  void beginCover(int oldOffset);

  /**
   * Codes the next byte of a cover.
   *
   * @param wanted the byte; a decoder ignores it
   * @param into how many bytes of the cover came before
   * @param left how many come after
   */
  int covered(int wanted, int into, int left);

  /** Codes the next byte outside of the covers. */
  int uncovered(int wanted);

  /**
   * Decodes some of the next bytes of a cover at once, where nothing is learned from them.
   *
   * @param most how many at most; no more than the cover has
   * @return how many; 0: the next byte is for {@link #covered}
   */
  default int coveredRow(byte[] into, int at, int most) {
    return 0;
  }

  /** The same for bytes outside of the covers. */
  default int uncoveredRow(byte[] into, int at, int most) {
    return 0;
  }

  /** Visits what it knows of this window. */
  void state(State state) throws IOException;
}
