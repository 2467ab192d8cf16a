package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers of one kind: the length in bits, then the bits after the first, each under what was
 * learned of it. Short, frequent and aligned numbers become cheap.
 */
public final class Numbers {
  private static final int LENGTHS = 33;
  private static final int LOW_BITS = 3;
  private static final int RATE_BITS = 4;

  private final char[] lengths = new char[LENGTHS + 1];
  private final char[][] bits = new char[LENGTHS][];

  /** Nothing learned yet. */
  public Numbers() {
    Arrays.fill(lengths, (char) (BitCoder.ONE / 2));
    for (int length = 0; length < LENGTHS; length++) {
      bits[length] = new char[length + (1 << LOW_BITS)];
      Arrays.fill(bits[length], (char) (BitCoder.ONE / 2));
    }
  }

  /**
   * Codes a number.
   *
   * @param number from 0 to 2^31 - 2; a decoder ignores it
   */
  int code(BitCoder coder, int number) {
    long value = number + 1L;
    int wanted = 64 - Long.numberOfLeadingZeros(value) - 1;
    int length = 0;
    while (length < LENGTHS - 2 && bit(coder, lengths, length, length < wanted ? 1 : 0) == 1) {
      length++;
    }
    long coded = 1;
    char[] learned = bits[length];
    for (int i = length - 1; i >= 0; i--) {
      int wantedBit = (int) (value >>> i) & 1;
      coded = coded << 1 | bit(coder, learned, place(length, i, coded), wantedBit);
    }
    return (int) (coded - 1);
  }

  /** Visits what was learned. */
  public void state(State state) throws IOException {
    state.chars(lengths);
    for (char[] learned : bits) {
      state.chars(learned);
    }
  }

  /** The lowest bits are told apart by those of them before: alignment is learned as a whole. */
  private static int place(int length, int i, long coded) {
    if (i >= LOW_BITS) {
      return i + (1 << LOW_BITS) - LOW_BITS;
    }
    int known = (1 << (LOW_BITS - 1 - i)) - 1;
    return known + (length > LOW_BITS ? (int) (coded & known) : 0);
  }

  private static int bit(BitCoder coder, char[] learned, int place, int wanted) {
    int probability = learned[place];
    int bit = coder.code(wanted, Math.max(1, Math.min(BitCoder.ONE - 1, probability)));
    int target = bit == 1 ? BitCoder.ONE - 1 : 0;
    learned[place] = (char) (probability + ((target - probability) >> RATE_BITS));
    return bit;
  }
}
