package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * One kind of binary decision, predicted from several contexts: two mixers see the same odds in
 * different situations, their mean is refined once more. For each bit, name every context with
 * {@link #context}, in order, then {@link #code}.
 */
public final class Decision {
  /** Odds that the mixers always see, so that they can learn a bias. */
  private static final int BIAS = 256;

  private final Slots slots;
  private final Mixer left;
  private final Mixer right;
  private final Refinement refinement;
  private final int[] places;
  private final int[] odds;
  private final int salt;
  private final int memory;
  private int named;

  /**
   * @param kind a number of its own for each kind of decision over the same slots, from 1
   * @param leftSets how many situations the first mixer tells apart
   * @param rightSets and the second, and the refinement
   */
  public Decision(Slots slots, int kind, int contexts, int leftSets, int rightSets) {
    this(slots, kind, contexts, leftSets, rightSets, Slots.COUNT);
  }

  /**
   * One that forgets sooner.
   *
   * @param memory how many bits before count in a context, at most 63
   */
  public Decision(Slots slots, int kind, int contexts, int leftSets, int rightSets, int memory) {
    this.memory = memory;
    this.slots = slots;
    this.salt = kind * 0x297a2d39;
    this.places = new int[contexts];
    this.odds = new int[contexts + 1];
    int firstWeight = BitCoder.ONE / Math.max(4, contexts / 2);
    this.left = new Mixer(contexts + 1, leftSets, firstWeight);
    this.right = new Mixer(contexts + 1, rightSets, firstWeight);
    this.refinement = new Refinement(rightSets);
  }

  /** Visits what was learned besides the slots. */
  public void state(State state) throws IOException {
    left.state(state);
    right.state(state);
    refinement.state(state);
  }

  /** Names the next context: any value; contexts of other numbers and kinds are others. */
  public void context(int value) {
    int hash = value * 0x2c1b3c6d ^ (named + 1) * salt;
    hash ^= hash >>> 15;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    places[named++] = slots.find(hash * 0x9e3779b1);
  }

  /** Codes a bit and learns it. */
  public int code(BitCoder coder, int bit, int leftSet, int rightSet) {
    for (int i = 0; i < places.length; i++) {
      odds[i] = slots.odds(places[i]);
    }
    odds[places.length] = BIAS;
    int first = left.mix(odds, leftSet);
    int second = right.mix(odds, rightSet);
    int mean = (first + second) >> 1;
    int refined = refinement.refined(mean, rightSet);
    int probability = (Logistic.squash(mean) + refined) >> 1;
    int coded = coder.code(bit, Math.max(1, Math.min(BitCoder.ONE - 1, probability)));
    learn(coded, leftSet, first, rightSet, second);
    return coded;
  }

  private void learn(int bit, int leftSet, int first, int rightSet, int second) {
    int target = bit << 16;
    left.learn(odds, leftSet, target - Logistic.squash(first));
    right.learn(odds, rightSet, target - Logistic.squash(second));
    refinement.learn(bit);
    for (int place : places) {
      slots.learn(place, bit, memory);
    }
    named = 0;
  }
}
