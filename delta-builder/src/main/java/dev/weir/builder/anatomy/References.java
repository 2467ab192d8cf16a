package dev.weir.builder.anatomy;

import dev.weir.patcher.layout.CoverMap;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;
import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.machine.Reference;
import dev.weir.patcher.machine.Reference.Kind;
import dev.weir.patcher.model.Addresses;

/** Tries a layout: whether the words that it predicts are those that came. */
final class References {
  private static final int WORD = 4;

  /** Words that are looked at, at most: enough to tell machines apart. */
  private static final int ENOUGH = 1 << 20;

  /** What a word is worth that is predicted rightly where the old word would be wrong. */
  static final int EXPLAINED = 3;

  /** A word that is predicted wrongly where the old one is wrong too: its kind is a hint yet. */
  private static final int FOUND = 1;

  private References() {}

  /**
   * How much the layout says of the words that changed, less the words that it spoils: {@link
   * #EXPLAINED} for each.
   */
  static long gain(byte[] old, byte[] image, Covers covers, Layout layout) {
    Bytes before = Bytes.of(old);
    Bytes after = Bytes.of(image);
    Addresses addresses = new Addresses(layout, new CoverMap(covers));
    Reference found = new Reference();
    int step = layout.machine().code().alignment();
    long gain = 0;
    int seen = 0;
    for (int cover = 0; cover < covers.count() && seen < ENOUGH; cover++) {
      int shift = covers.newStart(cover) - covers.oldStart(cover);
      int end = covers.oldEnd(cover) - WORD;
      for (int at = aligned(covers.oldStart(cover), step); at <= end && seen < ENOUGH; seen++) {
        if (!addresses.find(before, at, found) || found.kind() == Kind.NONE) {
          at += step;
          continue;
        }
        int word = before.word(at);
        int now = after.word(at + shift);
        boolean right = addresses.predicted(word, found, at, at + shift) == now;
        gain += worth(right, word != now);
        at += WORD;
      }
    }
    return gain;
  }

  private static int worth(boolean right, boolean changed) {
    if (right) {
      return changed ? EXPLAINED : 0;
    }
    return changed ? FOUND : -EXPLAINED;
  }

  /** The first multiple of a power of two that is no less. */
  private static int aligned(int offset, int step) {
    return (offset + step - 1) & -step;
  }
}
