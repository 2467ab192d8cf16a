package dev.weir.patcher.model;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * What came after the last bytes when they came before, among bytes outside of covers. Source: the
 * match model of Mahoney's lpaq1.
 */
final class Repeats {
  /** Repetitions of less are chance. */
  private static final int LEAST = 5;

  private static final int LONGEST = 400;

  /** Places of each index for each byte of history, as a shift. */
  private static final int FEWER = 4;

  /** Of long repetitions, so many bits of the hash choose which places are remembered. */
  private static final int CHOICE = 3;

  /** By so many bits a byte moves on in the hash of long repetitions: 11 bytes are in it. */
  private static final int LONG_STEP = 3;

  /** Repetitions that long are taken in place of a shorter one. */
  private static final int LONG = 8;

  private static final int HASH_BITS = 32;

  /** Of the last bytes of a repetition, a bit each: 1 for another byte. */
  private static final int KEPT = 0xffff;

  private static final int MOST_SURPRISES = 8;

  private final byte[] ring;
  private final int[] index;

  /**
   * Where long repetitions may have begun. Few places are remembered, chosen by what is there: so
   * the index reaches far back.
   */
  private final int[] far;

  private final int mask;

  /** So that bytes older than {@link #LEAST} + 1 have left the hash. */
  private final int step;

  private int end;
  private int hash;
  private int longHash;
  private int match;
  private int length;
  private int surprises;

  /**
   * @param bits that power of two of bytes is remembered; each index has a sixteenth as many places
   */
  Repeats(int bits) {
    ring = new byte[1 << bits];
    mask = ring.length - 1;
    index = new int[ring.length >> FEWER];
    far = new int[index.length];
    step = (bits - FEWER + LEAST) / (LEAST + 1);
  }

  /** What it needs, in bytes. */
  static int memory(int bits) {
    return (1 << bits) + 2 * (4 << (bits - FEWER));
  }

  void state(State state) throws IOException {
    state.bytes(ring);
    state.ints(index);
    state.ints(far);
    end = state.number(end);
    hash = state.number(hash);
    longHash = state.number(longHash);
    match = state.number(match);
    length = state.number(length);
    surprises = state.number(surprises);
  }

  /** How long the repetition is; 0 where there is none. */
  int length() {
    return length;
  }

  /** How many of its last bytes were others, from 0 to 3. */
  int surprises() {
    return Math.min(3, Integer.bitCount(surprises));
  }

  /** Which byte continues it. */
  int expected() {
    return ring[match & mask] & 0xff;
  }

  /** Learns which byte came. A repetition goes on over single other bytes, until they are many. */
  void add(int value) {
    if (length > 0) {
      boolean goesOn = expected() == value;
      surprises = (surprises << 1 | (goesOn ? 0 : 1)) & KEPT;
      length = goesOn ? Math.min(LONGEST, length + 1) : 1;
      match++;
    }
    ring[end++ & mask] = (byte) value;
    hash = (hash * (5 << step) + value + 1) & (index.length - 1);
    if (length <= 1) {
      lookUp();
    }
    index[hash] = end;
    longHash = longHash * (0x2c1b3c6d << LONG_STEP) + value + 1;
    if (longHash >>> (HASH_BITS - CHOICE) == 0) {
      lookFar();
    }
  }

  private void lookFar() {
    int place = (longHash * 0x9e3779b1) >>> (Integer.numberOfLeadingZeros(far.length) + 1);
    int found = far[place];
    int common = common(found);
    if (common >= LONG && common > length) {
      match = found;
      length = common;
      surprises = 0;
    }
    far[place] = end;
  }

  private void lookUp() {
    int found = index[hash];
    int common = common(found);
    if (common >= LEAST) {
      match = found;
      length = common;
      surprises = 0;
    } else if (Integer.bitCount(surprises) > MOST_SURPRISES || end - match >= ring.length) {
      length = 0;
    }
  }

  /** How many bytes before the place that the index names are like the last ones. */
  private int common(int place) {
    int most = Math.min(LONGEST, Math.min(place, ring.length - (end - place)));
    int count = 0;
    while (count < most && ring[(place - 1 - count) & mask] == ring[(end - 1 - count) & mask]) {
      count++;
    }
    return count;
  }
}
