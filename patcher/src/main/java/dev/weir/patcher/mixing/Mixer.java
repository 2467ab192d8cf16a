package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Arrays;

/**
 * Adds up odds with weights that it learns, one set of weights for each situation. Source: Mahoney,
 * "Adaptive Weighing of Context Models for Lossless Data Compression" (2005).
 */
final class Mixer {
  private static final int RATE_BITS = 18;
  private static final int HALF = 1 << (RATE_BITS - 1);
  private static final int WEIGHT_BITS = 16;

  /** A set learns quickly at first, then ever more slowly: by how often it was used. */
  private static final int[] RATES = new int[4096];

  private static final int FIRST_RATE = 96;
  private static final int LAST_RATE = 16;
  private static final int HALF_WAY = 256;

  static {
    for (int i = 0; i < RATES.length; i++) {
      RATES[i] = LAST_RATE + (FIRST_RATE - LAST_RATE) * HALF_WAY / (HALF_WAY + i);
    }
  }

  private final int inputs;
  private final int[] weights;
  private final char[] uses;

  Mixer(int inputs, int sets, int firstWeight) {
    this.inputs = inputs;
    this.weights = new int[inputs * sets];
    this.uses = new char[sets];
    Arrays.fill(weights, firstWeight);
  }

  void state(State state) throws IOException {
    state.ints(weights);
    state.chars(uses);
  }

  int mix(int[] odds, int set) {
    long sum = 0;
    int from = set * inputs;
    for (int i = 0; i < inputs; i++) {
      sum += (long) odds[i] * weights[from + i];
    }
    return (int) Math.max(-Logistic.MOST, Math.min(Logistic.MOST, sum >> WEIGHT_BITS));
  }

  /**
   * Learns.
   *
   * @param error what the set's probability was short of the bit
   */
  void learn(int[] odds, int set, int error) {
    int from = set * inputs;
    int used = uses[set];
    long step = (long) error * RATES[used];
    for (int i = 0; i < inputs; i++) {
      weights[from + i] += (int) ((odds[i] * step + HALF) >> RATE_BITS);
    }
    uses[set] = (char) Math.min(RATES.length - 1, used + 1);
  }
}
