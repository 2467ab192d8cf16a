package dev.weir.patcher.layout;

/**
 * Where a byte of the old image went: what makes addresses predictable. Where several covers repeat
 * it, the longest of the nearest says; where none does, the one before.
 */
public final class CoverMap {
  /** How many covers that begin before a byte are asked. */
  private static final int ASKED = 8;

  private final Covers covers;

  /** The covers by where they begin in the old image, then by where in the new one. */
  private final int[] order;

  /** Sorts the covers: in place, since {@code Arrays.sort} may take as much memory again. */
  public CoverMap(Covers covers) {
    this.covers = covers;
    order = new int[covers.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int root = order.length / 2 - 1; root >= 0; root--) {
      sink(root, order.length);
    }
    for (int end = order.length - 1; end > 0; end--) {
      swap(0, end);
      sink(0, end);
    }
  }

  /** Moves one down in the heap until none below it comes after it. */
  private void sink(int from, int end) {
    for (int root = from, child = 2 * root + 1; child < end; root = child, child = 2 * root + 1) {
      if (child + 1 < end && isBefore(order[child], order[child + 1])) {
        child++;
      }
      if (!isBefore(order[root], order[child])) {
        return;
      }
      swap(root, child);
    }
  }

  private void swap(int left, int right) {
    int other = order[left];
    order[left] = order[right];
    order[right] = other;
  }

  private boolean isBefore(int left, int right) {
    int leftStart = covers.oldStart(left);
    int rightStart = covers.oldStart(right);
    return leftStart < rightStart || (leftStart == rightStart && left < right);
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
    int high = order.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (covers.oldStart(order[middle]) <= oldOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
