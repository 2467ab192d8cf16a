package dev.weir.builder.match;

import java.util.Arrays;

/**
 * Finds the longest repetition of what begins at a place: a suffix array, entered by the first two
 * bytes.
 */
final class Index {
  /** Repetitions of more are long enough, wherever they are. */
  private static final int LONG = 4096;

  /** Of equally long ones, the one nearest to a wanted place is taken, of that many looked at. */
  private static final int LOOKED_AT = 16;

  private static final int PAIRS = 1 << 16;

  private final byte[] old;
  private final int[] suffixes;

  /** Where the suffixes that begin with two bytes begin, and after the last where they end. */
  private final int[] pairs = new int[PAIRS + 1];

  private int offset;
  private int length;

  /** Sorts all suffixes of a form of the old image. */
  Index(byte[] old) {
    this.old = old;
    this.suffixes = SuffixArray.of(old);
    for (int i = 0; i + 1 < old.length; i++) {
      pairs[pair(old, i) + 1]++;
    }
    // a suffix of one byte stands before all that begin with it
    int last = old.length == 0 ? PAIRS : (old[old.length - 1] & 0xff) << 8;
    for (int i = 0; i < PAIRS; i++) {
      pairs[i + 1] += pairs[i] + (i == last ? 1 : 0);
    }
  }

  private static int pair(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  /** Where the repetition begins in the old image. */
  int offset() {
    return offset;
  }

  /** In bytes; 0 where there is none. */
  int length() {
    return length;
  }

  /**
   * Looks for what is at {@code at} in {@code image}.
   *
   * @param wanted where in the old image it would be best
   */
  void search(byte[] image, int at, int wanted) {
    offset = 0;
    length = 0;
    int place = longest(image, at);
    if (length > 0 && length < LONG && offset != wanted) {
      nearest(image, at, wanted, place);
    }
  }

  private int longest(byte[] image, int at) {
    if (at + 1 >= image.length) {
      return 0;
    }
    int pair = pair(image, at);
    int low = pairs[pair];
    int high = pairs[pair + 1] - 1;
    int lowCommon = 0;
    int highCommon = 0;
    int place = 0;
    while (low <= high && length <= LONG) {
      int middle = (low + high) >>> 1;
      int start = suffixes[middle];
      int common = Math.min(lowCommon, highCommon);
      int most = Math.min(old.length - start, image.length - at);
      while (common < most && old[start + common] == image[at + common]) {
        common++;
      }
      if (common > length) {
        length = common;
        offset = start;
        place = middle;
      }
      if (common == image.length - at) {
        return place;
      }
      if (common == old.length - start
          || Byte.compareUnsigned(old[start + common], image[at + common]) < 0) {
        low = middle + 1;
        lowCommon = common;
      } else {
        high = middle - 1;
        highCommon = common;
      }
    }
    return place;
  }

  /** What begins with the repetition stands side by side: only what is nearer need be compared. */
  private void nearest(byte[] image, int at, int wanted, int place) {
    for (int step = -1; step <= 1; step += 2) {
      int last = place + step * LOOKED_AT;
      for (int i = place + step; i != last && i >= 0 && i < suffixes.length; i += step) {
        int start = suffixes[i];
        if (Math.abs((long) start - wanted) < Math.abs((long) offset - wanted)) {
          if (start + length > old.length
              || !Arrays.equals(old, start, start + length, image, at, at + length)) {
            break;
          }
          offset = start;
        }
      }
    }
  }
}
