package dev.weir.patcher.layout;

import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which ranges of the new image are like ranges of the old one: by start in the new image, none
 * over another. Three arrays, since there are tens of thousands of them in little memory.
 */
public final class Covers {
  /** What one cover takes in a decoder, its place in a {@link CoverMap} included, in bytes. */
  public static final int BYTES_EACH = 16;

  private int[] newStarts;
  private int[] oldStarts;
  private int[] lengths;
  private int count;

  /**
   * None yet.
   *
   * @param expected how many there will be
   */
  public Covers(int expected) {
    newStarts = new int[expected];
    oldStarts = new int[expected];
    lengths = new int[expected];
  }

  /** Visits them, their number included. */
  public static Covers state(State state, Covers covers) throws IOException {
    int count = state.number(covers.count);
    Covers visited = count == covers.count ? covers : new Covers(count);
    visited.count = count;
    state.ints(visited.newStarts);
    state.ints(visited.oldStarts);
    state.ints(visited.lengths);
    return visited;
  }

  /** Appends one; what may be appended is for the caller to check. */
  public void add(int newStart, int oldStart, int length) {
    if (count == lengths.length) {
      int more = count + count / 2 + 16;
      newStarts = Arrays.copyOf(newStarts, more);
      oldStarts = Arrays.copyOf(oldStarts, more);
      lengths = Arrays.copyOf(lengths, more);
    }
    newStarts[count] = newStart;
    oldStarts[count] = oldStart;
    lengths[count++] = length;
  }

  /** The longest of them, {@code most} at most; of equally long ones the first. */
  public Covers longest(int most) {
    if (count <= most) {
      return this;
    }
    int[] sorted = Arrays.copyOf(lengths, count);
    Arrays.sort(sorted);
    int least = sorted[count - most];
    int room = most;
    for (int i = count - 1; i >= 0 && sorted[i] > least; i--) {
      room--;
    }
    Covers longest = new Covers(most);
    for (int i = 0; i < count; i++) {
      if (lengths[i] > least || (lengths[i] == least && room-- > 0)) {
        longest.add(newStarts[i], oldStarts[i], lengths[i]);
      }
    }
    return longest;
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** Where one begins in the new image. */
  public int newStart(int cover) {
    return newStarts[cover];
  }

  /** Where it ends in the new image. */
  public int newEnd(int cover) {
    return newStarts[cover] + lengths[cover];
  }

  /** Where it begins in the old image. */
  public int oldStart(int cover) {
    return oldStarts[cover];
  }

  /** Where it ends in the old image. */
  public int oldEnd(int cover) {
    return oldStarts[cover] + lengths[cover];
  }

  /** In bytes. */
  public int length(int cover) {
    return lengths[cover];
  }
}
