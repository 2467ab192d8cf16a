package dev.weir.agent.journal;

import dev.weir.agent.update.Step;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One device's part in one rollout, as its journal has it.
 *
 * @param ticket numbers the actions of this store, from 1; names its trial to boot control
 * @param generation that it goes on under; rises when the same goal is sent again
 * @param from the version before the action
 * @param failure why it failed, or why it goes back
 * @param detail of the step, for people
 * @param late it was reported that the time to begin has passed
 */
public record Action(
    long ticket,
    Generation generation,
    Goal goal,
    Instant startedAt,
    Version from,
    Step step,
    Optional<FailureClass> failure,
    String detail,
    Optional<Transfer> transfer,
    boolean late) {
  private static final Field<Action, Long> TICKET =
      Field.required(1, "ticket", Types.COUNT, Action::ticket);
  private static final Field<Action, Generation> GENERATION =
      Field.required(2, "generation", IdTypes.GENERATION, Action::generation);
  private static final Field<Action, Goal> GOAL =
      Field.required(3, "goal", Goal.TABLE, Action::goal);
  private static final Field<Action, Instant> STARTED_AT =
      Field.required(4, "startedAt", Types.INSTANT, Action::startedAt);
  private static final Field<Action, Version> FROM =
      Field.required(5, "from", IdTypes.VERSION, Action::from);
  private static final Field<Action, Step> STEP =
      Field.required(6, "step", Types.choice(Step.class), Action::step);
  private static final Field<Action, Optional<FailureClass>> FAILURE =
      Field.maybe(7, "failure", Types.choice(FailureClass.class), Action::failure);
  private static final Field<Action, String> DETAIL =
      Field.optional(8, "detail", Types.text(Limits.TEXT), Action::detail, "");
  private static final Field<Action, Optional<Transfer>> TRANSFER =
      Field.maybe(9, "transfer", Transfer.TABLE, Action::transfer);
  private static final Field<Action, Boolean> LATE =
      Field.optional(10, "late", Types.FLAG, Action::late, false);

  /** The field table. */
  public static final Table<Action> TABLE =
      new Table<>(
          "action",
          List.of(
              TICKET, GENERATION, GOAL, STARTED_AT, FROM, STEP, FAILURE, DETAIL, TRANSFER, LATE),
          row ->
              new Action(
                  row.get(TICKET),
                  row.get(GENERATION),
                  row.get(GOAL),
                  row.get(STARTED_AT),
                  row.get(FROM),
                  row.get(STEP),
                  row.get(FAILURE),
                  row.get(DETAIL),
                  row.get(TRANSFER),
                  row.get(LATE)));

  public Action {
    detail = detail.length() <= Limits.TEXT ? detail : detail.substring(0, Limits.TEXT);
  }

  /** A new action, offered. */
  public static Action offered(
      long ticket, Generation generation, Goal goal, Instant startedAt, Version from) {
    return new Action(
        ticket,
        generation,
        goal,
        startedAt,
        from,
        Step.OFFERED,
        Optional.empty(),
        "",
        Optional.empty(),
        false);
  }

  /** Whether this goal is the one of this action; only its end may differ. */
  public boolean isFor(Goal other) {
    return goal.rollout().equals(other.rollout())
        && goal.release().equals(other.release())
        && goal.manifest().equals(other.manifest());
  }

  /** In another step, with nothing to complain about. */
  public Action at(Step next) {
    return with(next, Optional.empty(), "");
  }

  /** In another step, for the reason that it already has. */
  public Action ending(Step next) {
    return with(next, failure, detail);
  }

  public Action failing(Step next, FailureClass how, String why) {
    return with(next, Optional.of(how), why);
  }

  private Action with(Step next, Optional<FailureClass> how, String why) {
    return new Action(ticket, generation, goal, startedAt, from, next, how, why, transfer, late);
  }

  /** With the payload that it will download. */
  public Action choosing(Manifest manifest, Payload payload) {
    return new Action(
        ticket,
        generation,
        goal,
        startedAt,
        from,
        step,
        failure,
        detail,
        Optional.of(Transfer.of(manifest, payload)),
        late);
  }

  /** Going on under a newer generation. */
  public Action renewed(Generation newer, Goal again) {
    return new Action(
        ticket, newer, again, startedAt, from, step, failure, detail, transfer, false);
  }

  /** Its time to begin has passed. */
  public Action overdue() {
    return new Action(
        ticket,
        generation,
        goal,
        startedAt,
        from,
        step,
        failure,
        "startBefore has passed; waits for a newer generation",
        transfer,
        true);
  }
}
