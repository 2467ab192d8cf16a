package dev.weir.cli.file;

import dev.weir.protocol.message.RolloutState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a rollout should stand, as a file says it. What has to be done about it, by where the
 * rollout stands; a dash for nothing, NO for what an apply does not do:
 *
 * <pre>
 *         | PREPARING | RUNNING | PAUSED | HALTED | ABORTED | COMPLETED
 * RUNNING | -         | -       | RESUME | NO     | NO      | -
 * PAUSED  | PAUSE     | PAUSE   | -      | NO     | NO      | NO
 * ABORTED | ABORT     | ABORT   | ABORT  | ABORT  | -       | ABORT
 * </pre>
 *
 * <p>A file is applied again and again, often by a pipeline. It must not lift a halt: that is for a
 * person who has looked at the failures.
 */
public enum WantedState {
  RUNNING,
  PAUSED,
  ABORTED;

  /** What an apply has to do. */
  public enum Step {
    NOTHING,
    PAUSE,
    RESUME,
    ABORT,
    /** It can't be done, or only a person may. */
    REFUSED
  }

  /** {@code running}, {@code paused} or {@code aborted}. */
  public static WantedState parse(String text) {
    return Arrays.stream(values())
        .filter(state -> state.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be "
                        + Arrays.stream(values())
                            .map(WantedState::word)
                            .collect(Collectors.joining(" or "))
                        + "; found \""
                        + text
                        + '"'));
  }

  /** As it stands in a file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What leads there. */
  public Step from(RolloutState state) {
    return switch (this) {
      case RUNNING -> toRunning(state);
      case PAUSED -> toPaused(state);
      case ABORTED -> state == RolloutState.ABORTED ? Step.NOTHING : Step.ABORT;
    };
  }

  private static Step toRunning(RolloutState state) {
    return switch (state) {
      case PREPARING, RUNNING, COMPLETED -> Step.NOTHING;
      case PAUSED -> Step.RESUME;
      case HALTED, ABORTED -> Step.REFUSED;
    };
  }

  private static Step toPaused(RolloutState state) {
    return switch (state) {
      case PREPARING, RUNNING -> Step.PAUSE;
      case PAUSED -> Step.NOTHING;
      case HALTED, ABORTED, COMPLETED -> Step.REFUSED;
    };
  }

  /** The one that a state fulfils; empty where a file can't ask for it. */
  public static Optional<WantedState> of(RolloutState state) {
    return switch (state) {
      case PREPARING, RUNNING -> Optional.of(RUNNING);
      case PAUSED -> Optional.of(PAUSED);
      case ABORTED -> Optional.of(ABORTED);
      case HALTED, COMPLETED -> Optional.empty();
    };
  }
}
