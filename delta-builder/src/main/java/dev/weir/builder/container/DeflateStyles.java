package dev.weir.builder.container;

import dev.weir.patcher.container.DeflateStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.zip.Deflater;

/**
 * The styles of zlib, in the order in which they are worth a try: those that worked last, then the
 * usual ones. After many streams that none made, only a few are tried.
 */
final class DeflateStyles {
  private static final int PATIENCE = 32;
  private static final int FEW = 4;

  private final List<Integer> order = new ArrayList<>();
  private int failures;

  DeflateStyles() {
    add(Deflater.DEFAULT_STRATEGY, 6, 9, 1, 5, 4, 8, 7, 3, 2);
    add(Deflater.HUFFMAN_ONLY, 6);
    add(Deflater.FILTERED, 6, 9);
  }

  private void add(int strategy, int... levels) {
    for (int level : levels) {
      order.add(new DeflateStyle(level, strategy).number());
    }
  }

  /** The first style that works, as a piece's style. */
  Optional<Integer> first(IntPredicate works) {
    int tries = failures < PATIENCE ? order.size() : FEW;
    for (int i = 0; i < tries; i++) {
      int style = order.get(i);
      if (works.test(style)) {
        order.add(0, order.remove(i));
        failures = 0;
        return Optional.of(style);
      }
    }
    failures++;
    return Optional.empty();
  }
}
