package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * Learns how far the mixed odds are wrong in a situation. Source: the adaptive probability maps of
 * Mahoney's PAQ; "Data Compression Explained", 4.3.3.
 */
final class Refinement {
  private static final int STEP = 160;
  private static final int POINTS = 33;
  private static final int MIDDLE = POINTS / 2;
  private static final int EDGE = MIDDLE * STEP - 1;
  private static final int FINE_BITS = 4;
  private static final int RATE_BITS = 6;

  private final int[] map;
  private int point;

  Refinement(int situations) {
    map = new int[situations * POINTS];
    for (int i = 0; i < map.length; i++) {
      map[i] = Logistic.squash((i % POINTS - MIDDLE) * STEP) << FINE_BITS;
    }
  }

  void state(State state) throws IOException {
    state.ints(map);
  }

  /** The probability that such odds had in this situation. */
  int refined(int odds, int situation) {
    int from = Math.max(-EDGE, Math.min(EDGE, odds)) + MIDDLE * STEP;
    int weight = from % STEP;
    int at = situation * POINTS + from / STEP;
    point = weight > STEP / 2 ? at + 1 : at;
    return ((map[at] * (STEP - weight) + map[at + 1] * weight) / STEP) >> FINE_BITS;
  }

  void learn(int bit) {
    int target = bit == 1 ? (BitCoder.ONE - 1) << FINE_BITS : 0;
    map[point] += (target - map[point]) >> RATE_BITS;
  }
}
