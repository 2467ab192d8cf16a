package dev.weir.region.device;

import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One device's part in one rollout.
 *
 * @param generation newest desired state that was sent with this goal
 * @param phase last reported
 * @param failure why it failed, in {@link Stage#FAILED} and {@link Stage#LOST}
 * @param startBefore of the goal that was sent
 * @param asksAgain it downloaded, came too late to begin, and waits for a newer generation
 * @param permitUntil end of the permit that it holds; absent: none
 * @param deadline of its phase; absent: none runs
 * @param fallback what was decided when it could not apply its delta; absent: it did not come to
 *     that
 */
public record Action(
    RolloutId rollout,
    Generation generation,
    Stage stage,
    Optional<UpdatePhase> phase,
    Optional<FailureClass> failure,
    Instant startBefore,
    boolean asksAgain,
    Optional<Instant> permitUntil,
    Optional<Instant> deadline,
    Optional<Fallback> fallback) {
  private static final Field<Action, RolloutId> ROLLOUT =
      Field.required(1, "rollout", IdTypes.ROLLOUT, Action::rollout);
  private static final Field<Action, Generation> GENERATION =
      Field.required(2, "generation", IdTypes.GENERATION, Action::generation);
  private static final Field<Action, Stage> STAGE =
      Field.required(3, "stage", Types.choice(Stage.class), Action::stage);
  private static final Field<Action, Optional<UpdatePhase>> PHASE =
      Field.maybe(4, "phase", Types.choice(UpdatePhase.class), Action::phase);
  private static final Field<Action, Optional<FailureClass>> FAILURE =
      Field.maybe(5, "failure", Types.choice(FailureClass.class), Action::failure);
  private static final Field<Action, Instant> START_BEFORE =
      Field.required(6, "startBefore", Types.INSTANT, Action::startBefore);
  private static final Field<Action, Boolean> ASKS_AGAIN =
      Field.optional(7, "asksAgain", Types.FLAG, Action::asksAgain, false);
  private static final Field<Action, Optional<Instant>> PERMIT_UNTIL =
      Field.maybe(8, "permitUntil", Types.INSTANT, Action::permitUntil);
  private static final Field<Action, Optional<Instant>> DEADLINE =
      Field.maybe(9, "deadline", Types.INSTANT, Action::deadline);
  private static final Field<Action, Optional<Fallback>> FALLBACK =
      Field.maybe(10, "fallback", Types.choice(Fallback.class), Action::fallback);

  /** The field table, for the store. */
  public static final Table<Action> TABLE =
      new Table<>(
          "action",
          List.of(
              ROLLOUT,
              GENERATION,
              STAGE,
              PHASE,
              FAILURE,
              START_BEFORE,
              ASKS_AGAIN,
              PERMIT_UNTIL,
              DEADLINE,
              FALLBACK),
          row ->
              new Action(
                  row.get(ROLLOUT),
                  row.get(GENERATION),
                  row.get(STAGE),
                  row.get(PHASE),
                  row.get(FAILURE),
                  row.get(START_BEFORE),
                  row.get(ASKS_AGAIN),
                  row.get(PERMIT_UNTIL),
                  row.get(DEADLINE),
                  row.get(FALLBACK)));

  /** The same action in a stage where no deadline runs and no permit is held. */
  Action resting(Stage newStage, Optional<FailureClass> newFailure) {
    return new Action(
        rollout,
        generation,
        newStage,
        phase,
        newFailure,
        startBefore,
        false,
        Optional.empty(),
        Optional.empty(),
        fallback);
  }

  /** The same action in a stage with a permit and a deadline. */
  Action going(
      Stage newStage, boolean newAsks, Optional<Instant> newPermit, Optional<Instant> newDeadline) {
    return new Action(
        rollout,
        generation,
        newStage,
        phase,
        Optional.empty(),
        startBefore,
        newAsks,
        newPermit,
        newDeadline,
        fallback);
  }

  Action in(UpdatePhase newPhase) {
    return new Action(
        rollout,
        generation,
        stage,
        Optional.of(newPhase),
        failure,
        startBefore,
        asksAgain,
        permitUntil,
        deadline,
        fallback);
  }

  /** Under a newer generation; what it reports under that begins again. */
  Action sent(Generation newGeneration, Instant newStartBefore) {
    return new Action(
        rollout,
        newGeneration,
        stage,
        Optional.empty(),
        failure,
        newStartBefore,
        false,
        permitUntil,
        deadline,
        fallback);
  }

  /** Failed with its delta, and an answer to that: with the full image it may begin once more. */
  Action answered(Fallback answer) {
    boolean again = answer == Fallback.FULL_IMAGE;
    return new Action(
        rollout,
        generation,
        again ? stage.after(StageEvent.FALLS_BACK) : stage,
        phase,
        again ? Optional.empty() : failure,
        startBefore,
        asksAgain,
        permitUntil,
        deadline,
        Optional.of(answer));
  }

  /** Whether it is to take the full image, whatever deltas there are. */
  boolean takesFullImage() {
    return fallback.equals(Optional.of(Fallback.FULL_IMAGE));
  }

  /** The next time at which something ends by itself. */
  Optional<Instant> nextEnd() {
    if (permitUntil.isPresent() && deadline.isPresent()) {
      return permitUntil.get().isBefore(deadline.get()) ? permitUntil : deadline;
    }
    return permitUntil.or(() -> deadline);
  }
}
