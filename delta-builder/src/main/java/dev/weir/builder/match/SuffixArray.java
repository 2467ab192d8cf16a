package dev.weir.builder.match;

import java.util.Arrays;

/**
 * All suffixes of a text in order, by induced sorting in linear time. Source: Nong, Zhang, Chan,
 * "Two Efficient Algorithms for Linear Time Suffix Array Construction" (2011); the names of the
 * authors' SA-IS are kept. What type a suffix is of is told by the bytes beside it, as Mori's
 * sais-lite does: an offset is stored as its complement where it has nothing to do in the pass that
 * comes to it. The reduced problem lives inside the array, so the work needs little more than the
 * result: 4 bytes for each byte of the text.
 */
final class SuffixArray {
  private static final int BYTES = 256;

  private SuffixArray() {}

  /** Offsets of the suffixes, least first; bytes are unsigned and a prefix comes before. */
  static int[] of(byte[] text) {
    int[] array = new int[text.length];
    sort(at -> text[at] & 0xff, array, text.length, BYTES);
    return array;
  }

  /** A text that ends before something less than all it has. */
  private interface Text {
    int at(int position);
  }

  private static void sort(Text text, int[] array, int length, int letters) {
    if (length < 2) {
      return;
    }
    int[] buckets = new int[letters];
    ends(text, buckets, length);
    for (int at = leftmost(text, length); at > 0; at = leftmost(text, at)) {
      array[--buckets[text.at(at)]] = at;
    }
    induce(text, array, buckets, length, false);
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (array[i] > 0) {
        array[count++] = array[i];
      }
    }
    int names = name(text, array, length, count);
    int from = length - count;
    if (names < count) {
      Arrays.fill(array, 0, count, 0);
      sort(at -> array[from + at], array, count, names);
    } else {
      for (int i = 0; i < count; i++) {
        array[array[from + i]] = i;
      }
    }
    place(text, array, buckets, length, count);
    induce(text, array, buckets, length, true);
  }

  /**
   * The last suffix before {@code position}, itself one or the end, that is less than the next one
   * and whose own neighbour to the left is not; 0 where there is none.
   */
  private static int leftmost(Text text, int position) {
    int at = position - 1;
    while (at > 0 && text.at(at - 1) >= text.at(at)) {
      at--;
    }
    while (at > 0 && text.at(at - 1) <= text.at(at)) {
      at--;
    }
    return at;
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

  /**
   * Sorts what the leftmost suffixes, which stand at the ends of their buckets, imply.
   *
   * @param all whether all suffixes are wanted; else only the leftmost ones, 0 for others
   */
  private static void induce(Text text, int[] array, int[] buckets, int length, boolean all) {
    starts(text, buckets, length);
    induceLarge(text, array, buckets, length - 1);
    for (int i = 0; i < length; i++) {
      int at = array[i];
      array[i] = all || at < 0 ? ~at : 0;
      if (at > 0) {
        induceLarge(text, array, buckets, at - 1);
      }
    }
    ends(text, buckets, length);
    for (int i = length - 1; i >= 0; i--) {
      int at = array[i];
      if (at > 0) {
        array[i] = all ? at : 0;
        induceSmall(text, array, buckets, at - 1);
      } else if (at < 0) {
        array[i] = ~at;
      }
    }
  }

  /** Puts a suffix that is more than the next one; its left neighbour may be so too. */
  private static void induceLarge(Text text, int[] array, int[] buckets, int at) {
    int letter = text.at(at);
    array[buckets[letter]++] = at > 0 && text.at(at - 1) < letter ? ~at : at;
  }

  /** Puts a suffix that is less than the next one; its left neighbour may be so too. */
  private static void induceSmall(Text text, int[] array, int[] buckets, int at) {
    int letter = text.at(at);
    array[--buckets[letter]] = at > 0 && text.at(at - 1) > letter ? ~at : at;
  }

  /** Names the sorted pieces between leftmost suffixes, in text order, at the array's end. */
  private static int name(Text text, int[] array, int length, int count) {
    Arrays.fill(array, count, length, 0);
    int end = length;
    for (int at = leftmost(text, length); at > 0; at = leftmost(text, at)) {
      array[count + at / 2] = end - at + 1;
      end = at;
    }
    int names = 0;
    int previous = 0;
    int previousSize = 0;
    for (int i = 0; i < count; i++) {
      int at = array[i];
      int size = array[count + at / 2];
      if (size != previousSize || !same(text, at, previous, size, length)) {
        names++;
      }
      array[count + at / 2] = names;
      previous = at;
      previousSize = size;
    }
    for (int i = length - 1, to = length - 1; to >= length - count; i--) {
      if (array[i] > 0) {
        array[to--] = array[i] - 1;
      }
    }
    return names;
  }

  /** The last piece reaches beyond the text, and is like no other. */
  private static boolean same(Text text, int left, int right, int size, int length) {
    if (Math.max(left, right) + size > length) {
      return false;
    }
    int common = 0;
    while (common < size && text.at(left + common) == text.at(right + common)) {
      common++;
    }
    return common == size;
  }

  /** Puts the leftmost suffixes, now in order, to the ends of their buckets. */
  private static void place(Text text, int[] array, int[] buckets, int length, int count) {
    int next = length;
    for (int at = leftmost(text, length); at > 0; at = leftmost(text, at)) {
      array[--next] = at;
    }
    for (int i = 0; i < count; i++) {
      array[i] = array[next + array[i]];
    }
    ends(text, buckets, length);
    Arrays.fill(array, count, length, 0);
    for (int i = count - 1; i >= 0; i--) {
      int at = array[i];
      array[i] = 0;
      array[--buckets[text.at(at)]] = at;
    }
  }
}
