package dev.weir.global.rollout;

import static dev.weir.protocol.message.RolloutState.ABORTED;
import static dev.weir.protocol.message.RolloutState.COMPLETED;
import static dev.weir.protocol.message.RolloutState.HALTED;
import static dev.weir.protocol.message.RolloutState.PAUSED;
import static dev.weir.protocol.message.RolloutState.RUNNING;

import dev.weir.protocol.message.RolloutState;
import java.util.Optional;

/**
 * The rollout's table: the state after an event; a dash where the event can't be.
 *
 * <pre>
 *           | WAVE_OPENS | FINISHED  | HALT   | PAUSE  | RESUME  | ABORT
 * PREPARING | RUNNING    | -         | -      | PAUSED | -       | ABORTED
 * RUNNING   | RUNNING    | COMPLETED | HALTED | PAUSED | RUNNING | ABORTED
 * PAUSED    | -          | -         | HALTED | PAUSED | RUNNING | ABORTED
 * HALTED    | -          | -         | HALTED | -      | RUNNING | ABORTED
 * ABORTED   | -          | -         | -      | -      | -       | ABORTED
 * COMPLETED | -          | -         | HALTED | -      | -       | ABORTED
 * </pre>
 *
 * <p>A person's event that leads to the state where the rollout is already changes nothing, so that
 * it may be repeated. A rollout that was paused before its first wave is RUNNING after it resumes,
 * without an open wave, until that wave's rank is known.
 */
public final class Transitions {
  private Transitions() {}

  public static Optional<RolloutState> next(RolloutState state, RolloutEvent event) {
    return switch (event) {
      case WAVE_OPENS -> waveOpens(state);
      case FINISHED -> state == RUNNING ? Optional.of(COMPLETED) : Optional.empty();
      case HALT -> halt(state);
      case PAUSE -> pause(state);
      case RESUME -> resume(state);
      case ABORT -> Optional.of(ABORTED);
    };
  }

  private static Optional<RolloutState> waveOpens(RolloutState state) {
    return switch (state) {
      case PREPARING, RUNNING -> Optional.of(RUNNING);
      case PAUSED, HALTED, ABORTED, COMPLETED -> Optional.empty();
    };
  }

  private static Optional<RolloutState> halt(RolloutState state) {
    return switch (state) {
      case RUNNING, PAUSED, HALTED, COMPLETED -> Optional.of(HALTED);
      case PREPARING, ABORTED -> Optional.empty();
    };
  }

  private static Optional<RolloutState> pause(RolloutState state) {
    return switch (state) {
      case PREPARING, RUNNING, PAUSED -> Optional.of(PAUSED);
      case HALTED, ABORTED, COMPLETED -> Optional.empty();
    };
  }

  private static Optional<RolloutState> resume(RolloutState state) {
    return switch (state) {
      case RUNNING, PAUSED, HALTED -> Optional.of(RUNNING);
      case PREPARING, ABORTED, COMPLETED -> Optional.empty();
    };
  }
}
