package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Arrays;

/**
 * Adds up odds with weights that it learns, one set of weights for each situation. Source: Mahoney,
 * "Adaptive Weighing of Context Models for Lossless Data Compression" (2005).
 */
final class Mixer {
  private static final int RATE = 6;
  private static final int RATE_BITS = 14;
  private static final int HALF = 1 << (RATE_BITS - 1);
  private static final int WEIGHT_BITS = 16;

  private final int inputs;
  private final int[] weights;

  Mixer(int inputs, int sets, int firstWeight) {
    this.inputs = inputs;
    this.weights = new int[inputs * sets];
    Arrays.fill(weights, firstWeight);
  }

  void state(State state) throws IOException {
    state.ints(weights);
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
    for (int i = 0; i < inputs; i++) {
      weights[from + i] += (int) (((long) odds[i] * error * RATE + HALF) >> RATE_BITS);
    }
  }
}
