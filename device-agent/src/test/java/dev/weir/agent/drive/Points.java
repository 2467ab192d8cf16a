package dev.weir.agent.drive;

import java.util.function.LongPredicate;

/** Every instant at which a kill makes a difference: before and after each effect of a port. */
final class Points {
  private LongPredicate kills = n -> false;
  private long passed;

  /** Decides by the number of the point, from 1. */
  void killAt(LongPredicate predicate) {
    kills = predicate;
  }

  long passed() {
    return passed;
  }

  void at(String where) {
    passed++;
    if (kills.test(passed)) {
      throw new Killed(passed + " " + where);
    }
  }
}
