package dev.weir.builder.match;

import java.util.Arrays;

/** Finds the longest repetition of what begins at a place. */
final class Index {
  /** Repetitions of more are long enough, wherever they are. */
  private static final int LONG = 4096;

  /** Of equally long ones, the one nearest to a wanted place is taken, of that many looked at. */
  private static final int LOOKED_AT = 16;

  private final byte[] old;
  private final int[] suffixes;
  private int offset;
  private int length;

  Index(byte[] old) {
    this.old = old;
    this.suffixes = SuffixArray.of(old);
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
    if (length > 0 && length < LONG) {
      nearest(image, at, wanted, place);
    }
  }

  private int longest(byte[] image, int at) {
    int low = 0;
    int high = suffixes.length - 1;
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

  private void nearest(byte[] image, int at, int wanted, int place) {
    for (int step = -1; step <= 1; step += 2) {
      int last = place + step * LOOKED_AT;
      for (int i = place + step; i != last && i >= 0 && i < suffixes.length; i += step) {
        int start = suffixes[i];
        if (start + length > old.length
            || !Arrays.equals(old, start, start + length, image, at, at + length)) {
          break;
        }
        if (Math.abs((long) start - wanted) < Math.abs((long) offset - wanted)) {
          offset = start;
        }
      }
    }
  }
}
