package dev.weir.patcher.model;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * Where a target really went, once one reference has shown it: the next reference to the same old
 * target is then right, though no cover holds it. One place for each hash; the newest stays.
 */
final class Corrections {
  private static final int BITS = 14;

  /** In bytes. */
  static final int MEMORY = 8 << BITS;

  private final int[] oldTargets = new int[1 << BITS];
  private final int[] newTargets = new int[1 << BITS];

  void state(State state) throws IOException {
    state.ints(oldTargets);
    state.ints(newTargets);
  }

  void learn(int oldTarget, int newTarget) {
    int place = place(oldTarget);
    oldTargets[place] = oldTarget;
    newTargets[place] = newTarget;
  }

  /** Whether {@link #of} knows the target. */
  boolean knows(int oldTarget) {
    return oldTarget != 0 && oldTargets[place(oldTarget)] == oldTarget;
  }

  int of(int oldTarget) {
    return newTargets[place(oldTarget)];
  }

  private static int place(int oldTarget) {
    return (oldTarget * 0x9e3779b1) >>> (32 - BITS);
  }
}
