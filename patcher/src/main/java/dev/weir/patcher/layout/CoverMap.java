package dev.weir.patcher.layout;

import java.util.Arrays;

/**
 * Where a byte of the old image went: what makes addresses predictable. Where several covers repeat
 * it, the longest of the nearest says; where none does, the one before.
 */
public final class CoverMap {
  /** How many covers that begin before a byte are asked. */
  private static final int ASKED = 8;

  private final Covers covers;
  private final int[] starts;
  private final int[] order;

  /** Sorts the covers by where they begin in the old image. */
  public CoverMap(Covers covers) {
    this.covers = covers;
    int count = covers.count();
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = (long) covers.oldStart(i) << 32 | i;
    }
    Arrays.sort(keys);
    starts = new int[count];
    order = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = (int) (keys[i] >>> 32);
      order[i] = (int) keys[i];
    }
  }

  /** The offset in the new image; any offset may be asked. */
  public int moved(int oldOffset) {
    int last = lastAt(oldOffset);
    if (last < 0) {
      return oldOffset;
    }
    int best = order[last];
    boolean held = false;
    for (int i = last; i >= 0 && i > last - ASKED; i--) {
      int cover = order[i];
      if (oldOffset < covers.oldEnd(cover)
          && (!held || covers.length(cover) > covers.length(best))) {
        best = cover;
        held = true;
      }
    }
    return covers.newStart(best) + oldOffset - covers.oldStart(best);
  }

  /** The last place in the order that begins at or before an offset; -1 where none does. */
  private int lastAt(int oldOffset) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= oldOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
