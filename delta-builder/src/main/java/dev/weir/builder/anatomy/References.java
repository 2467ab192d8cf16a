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

  private References() {}

  /**
   * How many words the layout predicts rightly where the old word would be wrong, less those that
   * it spoils.
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
      for (int at = covers.oldStart(cover); at <= end && seen < ENOUGH; seen++) {
        if (!addresses.find(before, at, found) || found.kind() == Kind.NONE) {
          at += step;
          continue;
        }
        int word = before.word(at);
        int now = after.word(at + shift);
        boolean right = addresses.predicted(word, found, at, at + shift) == now;
        gain += right && word != now ? 1 : !right && word == now ? -1 : 0;
        at += WORD;
      }
    }
    return gain;
  }
}
