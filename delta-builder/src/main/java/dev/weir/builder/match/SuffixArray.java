package dev.weir.builder.match;

import java.util.Arrays;
import java.util.BitSet;

/**
 * All suffixes of a text in order, by induced sorting in linear time. Source: Nong, Zhang, Chan,
 * "Two Efficient Algorithms for Linear Time Suffix Array Construction" (2011); the names of the
 * authors' SA-IS are kept. The reduced problem lives inside the array, so the work needs little
 * more than the result: 4 bytes for each byte of the text, and one bit.
 */
final class SuffixArray {
  private SuffixArray() {}

  /** Offsets of the suffixes, least first; bytes are unsigned and a prefix comes before. */
  static int[] of(byte[] text) {
    int[] array = new int[text.length + 1];
    sort(at -> at == text.length ? 0 : (text[at] & 0xff) + 1, array, text.length + 1, 256);
    return Arrays.copyOfRange(array, 1, array.length);
  }

  /** A text that ends with its only 0. */
  private interface Text {
    int at(int position);
  }

  private static void sort(Text text, int[] array, int length, int most) {
    BitSet small = types(text, length);
    int[] buckets = new int[most + 1];
    ends(text, buckets, length);
    Arrays.fill(array, 0, length, -1);
    for (int i = 1; i < length; i++) {
      if (isLeftmost(small, i)) {
        array[--buckets[text.at(i)]] = i;
      }
    }
    induce(text, small, array, buckets, length);
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (isLeftmost(small, array[i])) {
        array[count++] = array[i];
      }
    }
    int names = name(text, small, array, length, count);
    int from = length - count;
    if (names < count) {
      sort(at -> array[from + at], array, count, names - 1);
    } else {
      for (int i = 0; i < count; i++) {
        array[array[from + i]] = i;
      }
    }
    place(text, small, array, buckets, length, count);
    induce(text, small, array, buckets, length);
  }

  /** Which suffixes are less than the next one. */
  private static BitSet types(Text text, int length) {
    BitSet small = new BitSet(length);
    small.set(length - 1);
    for (int i = length - 3; i >= 0; i--) {
      int here = text.at(i);
      int next = text.at(i + 1);
      small.set(i, here < next || (here == next && small.get(i + 1)));
    }
    return small;
  }

  private static boolean isLeftmost(BitSet small, int position) {
    return position > 0 && small.get(position) && !small.get(position - 1);
  }

  private static void ends(Text text, int[] buckets, int length) {
    Arrays.fill(buckets, 0);
    for (int i = 0; i < length; i++) {
      buckets[text.at(i)]++;
    }
    for (int i = 1; i < buckets.length; i++) {
      buckets[i] += buckets[i - 1];
    }
  }

  private static void starts(Text text, int[] buckets, int length) {
    ends(text, buckets, length);
    System.arraycopy(buckets, 0, buckets, 1, buckets.length - 1);
    buckets[0] = 0;
  }

  private static void induce(Text text, BitSet small, int[] array, int[] buckets, int length) {
    starts(text, buckets, length);
    for (int i = 0; i < length; i++) {
      int before = array[i] - 1;
      if (before >= 0 && !small.get(before)) {
        array[buckets[text.at(before)]++] = before;
      }
    }
    ends(text, buckets, length);
    for (int i = length - 1; i >= 0; i--) {
      int before = array[i] - 1;
      if (before >= 0 && small.get(before)) {
        array[--buckets[text.at(before)]] = before;
      }
    }
  }

  /** Names the sorted pieces between leftmost positions, in text order, at the array's end. */
  private static int name(Text text, BitSet small, int[] array, int length, int count) {
    Arrays.fill(array, count, length, -1);
    int names = 0;
    int previous = -1;
    for (int i = 0; i < count; i++) {
      int position = array[i];
      if (previous < 0 || !same(text, small, position, previous, length)) {
        names++;
        previous = position;
      }
      array[count + position / 2] = names - 1;
    }
    for (int i = length - 1, to = length - 1; i >= count; i--) {
      if (array[i] >= 0) {
        array[to--] = array[i];
      }
    }
    return names;
  }

  private static boolean same(Text text, BitSet small, int left, int right, int length) {
    for (int i = 0; left + i < length && right + i < length; i++) {
      if (text.at(left + i) != text.at(right + i) || small.get(left + i) != small.get(right + i)) {
        return false;
      }
      if (i > 0 && (isLeftmost(small, left + i) || isLeftmost(small, right + i))) {
        return true;
      }
    }
    return false;
  }

  /** Puts the leftmost positions, now in order, to the ends of their buckets. */
  private static void place(
      Text text, BitSet small, int[] array, int[] buckets, int length, int count) {
    int from = length - count;
    for (int i = 1, next = from; i < length; i++) {
      if (isLeftmost(small, i)) {
        array[next++] = i;
      }
    }
    for (int i = 0; i < count; i++) {
      array[i] = array[from + array[i]];
    }
    ends(text, buckets, length);
    Arrays.fill(array, count, length, -1);
    for (int i = count - 1; i >= 0; i--) {
      int position = array[i];
      array[i] = -1;
      array[--buckets[text.at(position)]] = position;
    }
  }
}
