package dev.weir.agent.journal;

import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Goal;
import java.util.Optional;

/**
 * What to do where the desired state and the newest action differ. Asked again after each change of
 * either. Source: docs/protocol.md, 4.5, 4.6 and 4.8.
 *
 * <pre>
 *                     | no goal | same goal | another goal
 * --------------------+---------+-----------+-------------
 * no action           | NOTHING |           | BEGIN
 * before installing   | DROP    | RENEW     | DROP
 * installing or later | NOTHING | RENEW     | NOTHING
 * over                | NOTHING | BEGIN     | BEGIN
 * </pre>
 *
 * Under the generation that the action already has, NOTHING.
 */
public enum Reconciliation {
  NOTHING,
  BEGIN,
  RENEW,
  DROP;

  /** Compares the two. */
  public static Reconciliation of(Optional<Action> action, DesiredState desired) {
    boolean under = action.map(a -> !a.step().isFinal()).orElse(false);
    boolean newer = action.map(a -> desired.generation().isAfter(a.generation())).orElse(true);
    if (!newer) {
      return NOTHING;
    }
    if (under) {
      return underWay(action.orElseThrow(), desired.goal());
    }
    return desired.goal().isPresent() ? BEGIN : NOTHING;
  }

  private static Reconciliation underWay(Action action, Optional<Goal> goal) {
    if (goal.map(action::isFor).orElse(false)) {
      return RENEW;
    }
    return action.step().isBeforeInstall() ? DROP : NOTHING;
  }
}
