package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Arrays;

/**
 * What was learned in each context: a hash table of {@code probability (16 bits), check (10), count
 * (6)}. A context has two places; a stranger's is taken from the one that was used less, after it
 * has aged. Source: the checked hash tables of Mahoney's PAQ8 and lpaq (matt mahoney, "Data
 * Compression Explained", 4.3), whose gain in a small table is large: without the check, 1 MiB made
 * 40 % larger deltas.
 */
public final class Slots {
  /** Largest count. */
  static final int COUNT = 0x3f;

  private static final int CHECK = 0xffc0;
  private static final int NEARLY_HALF = (1 << 15) - 1;
  private static final int UNKNOWN = 1 << 31;
  private static final int[] RATE = new int[COUNT + 1];
  private static final int[] TRUST = new int[COUNT + 1];

  static {
    for (int i = 0; i <= COUNT; i++) {
      RATE[i] = 655360 / (10 * i + 16);
      TRUST[i] = Math.min(320, 320 * (10 * i + 3) / (10 * i + 15));
    }
  }

  private final int[] slots;
  private final int shift;

  /**
   * @param bits from 10 to 24: the table has that power of two of slots, 4 bytes each
   */
  public Slots(int bits) {
    slots = new int[1 << bits];
    shift = 32 - bits;
    Arrays.fill(slots, UNKNOWN);
  }

  /** Visits what was learned. */
  public void state(State state) throws IOException {
    state.ints(slots);
  }

  /** The place of a context: of {@code hash}, whose bits must be well mixed. */
  int find(int hash) {
    int check = (hash & 0x3ff) << 6;
    int at = hash >>> shift;
    int first = slots[at];
    if ((first & CHECK) == check) {
      return at;
    }
    int second = slots[at ^ 1];
    if ((second & CHECK) == check) {
      return at ^ 1;
    }
    return replace(at, first, second, check);
  }

  private int replace(int at, int first, int second, int check) {
    int loser = (second & COUNT) < (first & COUNT) ? at ^ 1 : at;
    int winner = loser ^ 1;
    if ((slots[winner] & COUNT) > 2) {
      slots[winner]--;
    }
    slots[loser] = UNKNOWN | check;
    return loser;
  }

  /** The odds of 1 in a place, nearer to even where little was learned. */
  int odds(int place) {
    int slot = slots[place];
    return (Logistic.stretch(slot >>> 16) * TRUST[slot & COUNT]) >> 8;
  }

  /**
   * Learns a bit: as the mean of the first ones, then forgetting.
   *
   * @param most of the bits before count, at most 63: fewer forget sooner
   */
  void learn(int place, int bit, int most) {
    int slot = slots[place];
    int count = slot & COUNT;
    int probability = slot >>> 16;
    int target = bit == 1 ? BitCoder.ONE - 1 : 0;
    probability += ((target - probability) * RATE[count] + NEARLY_HALF + bit) >> 16;
    slots[place] = probability << 16 | (slot & CHECK) | Math.min(most, count + 1);
  }
}
