package dev.weir.agent.journal;

import dev.weir.agent.boot.TrialFate;
import dev.weir.agent.update.Step;
import dev.weir.agent.update.UpdateEvent;
import java.util.Optional;

/**
 * What an action does after a restart: the work of its last step again, unless boot control knows
 * more than the journal. Boot control keeps only what passed its trial, so a kept slot is a
 * committed one whatever the journal had time to say.
 *
 * <pre>
 *             | UNKNOWN | ON_TRIAL | KEPT | BACK | GAVE_UP
 * ------------+---------+----------+------+------+--------
 * OFFERED     | work    | work     | work | work | work
 * DOWNLOADING | work    | work     | work | work | work
 * DOWNLOADED  | work    | work     | work | work | work
 * INSTALLING  | work    | work     | work | work | work
 * INSTALLED   | work    | SWITCHED | KEPT | LOST | LOST
 * TRIAL       | LOST    | work     | KEPT | LOST | LOST
 * KEEPING     | LOST    | work     | KEPT | LOST | LOST
 * RETURNING   | BACK    | work     | KEPT | BACK | BACK
 * COMMITTED   | work    | work     | work | work | work
 * REVERTED    | work    | work     | work | work | work
 * FAILED      | work    | work     | work | work | work
 * DROPPED     | work    | work     | work | work | work
 * </pre>
 */
public final class Recovery {
  private Recovery() {}

  /** What the action hears first; empty where the step's work is done again. */
  public static Optional<UpdateEvent> after(Step last, TrialFate fate) {
    return switch (last) {
      case OFFERED, DOWNLOADING, DOWNLOADED, INSTALLING -> Optional.empty();
      case INSTALLED -> afterInstalled(fate);
      case TRIAL, KEEPING -> inTrial(fate);
      case RETURNING -> afterReturning(fate);
      case COMMITTED, REVERTED, FAILED, DROPPED -> Optional.empty();
    };
  }

  private static Optional<UpdateEvent> afterInstalled(TrialFate fate) {
    return switch (fate) {
      case UNKNOWN -> Optional.empty();
      case ON_TRIAL -> Optional.of(UpdateEvent.SWITCHED);
      case KEPT -> Optional.of(UpdateEvent.KEPT);
      case BACK, GAVE_UP -> Optional.of(UpdateEvent.LOST);
    };
  }

  private static Optional<UpdateEvent> inTrial(TrialFate fate) {
    return switch (fate) {
      case ON_TRIAL -> Optional.empty();
      case KEPT -> Optional.of(UpdateEvent.KEPT);
      case UNKNOWN, BACK, GAVE_UP -> Optional.of(UpdateEvent.LOST);
    };
  }

  private static Optional<UpdateEvent> afterReturning(TrialFate fate) {
    return switch (fate) {
      case ON_TRIAL -> Optional.empty();
      case KEPT -> Optional.of(UpdateEvent.KEPT);
      case UNKNOWN, BACK, GAVE_UP -> Optional.of(UpdateEvent.BACK);
    };
  }
}
