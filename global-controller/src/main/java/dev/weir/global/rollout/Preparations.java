package dev.weir.global.rollout;

import dev.weir.global.fleet.Texts;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Durations;
import java.time.Instant;
import java.util.Optional;

/**
 * When a rollout that waits for deltas goes on, and how.
 *
 * <pre>
 * deltas                      | wait over | then | outcome
 * none is missing             |           |      | STARTS
 * some are missing, may come  | no        |      | WAITS
 * some are missing, may come  | yes       | FULL | STARTS_WITHOUT
 * some are missing, may come  | yes       | HOLD | HOLDS
 * some are missing, none may  |           | FULL | STARTS_WITHOUT
 * some are missing, none may  |           | HOLD | HOLDS
 * </pre>
 *
 * <p>What people did comes first: a rollout that is paused meanwhile stays so, and one that is
 * resumed has waited long enough.
 */
public final class Preparations {
  private Preparations() {}

  /** What is to be done now. */
  enum Verdict {
    STARTS,
    WAITS,
    STARTS_WITHOUT,
    HOLDS
  }

  static Preparation begun(RolloutSpec spec, Instant now) {
    return spec.prepare().atMost().isZero()
        ? Preparation.NONE
        : new Preparation(Optional.of(now.plus(spec.prepare().atMost())), "");
  }

  static Verdict judge(Readiness deltas, boolean isOver, Prepare.Then then) {
    if (deltas.missing() == 0) {
      return Verdict.STARTS;
    }
    if (deltas.pending() > 0 && !isOver) {
      return Verdict.WAITS;
    }
    return switch (then) {
      case FULL -> Verdict.STARTS_WITHOUT;
      case HOLD -> Verdict.HOLDS;
    };
  }

  /** The rollout after this news of its deltas; it opens no wave. */
  public static Rollout observed(Rollout rollout, Readiness deltas, Instant now) {
    Optional<Instant> until = rollout.preparation().until();
    if (until.isEmpty() || rollout.state() != RolloutState.PREPARING) {
      return rollout;
    }
    Prepare prepare = rollout.spec().prepare();
    return switch (judge(deltas, !until.get().isAfter(now), prepare.then())) {
      case STARTS -> rollout.with(Preparation.ended(all(deltas)));
      case WAITS -> rollout;
      case STARTS_WITHOUT ->
          rollout.with(
              Preparation.ended(
                  Texts.shortened(
                      missing(deltas, prepare) + "; devices without one take the full image")));
      case HOLDS -> {
        String why = missing(deltas, prepare) + "; to resume starts it with what there is";
        yield rollout
            .entering(RolloutState.PAUSED, Texts.shortened(why), now)
            .with(Preparation.ended(""));
      }
    };
  }

  /** For people; empty where nothing is waited for. */
  public static String waitsFor(Rollout rollout, Readiness deltas) {
    return rollout
        .preparation()
        .until()
        .map(
            until ->
                "waits for deltas: "
                    + deltas.done()
                    + " of "
                    + deltas.wanted()
                    + " built"
                    + (deltas.failed() == 0 ? "" : ", " + deltas.failed() + " failed")
                    + "; at most until "
                    + Amounts.time(until))
        .orElse("");
  }

  private static String all(Readiness deltas) {
    return deltas.wanted() == 0
        ? "there was no delta to wait for"
        : "all deltas that it waited for are built: " + deltas.wanted();
  }

  private static String missing(Readiness deltas, Prepare prepare) {
    return deltas.missing()
        + " of "
        + deltas.wanted()
        + " deltas missing"
        + (deltas.pending() == 0
            ? ": no attempt is left"
            : " after " + Durations.text(prepare.atMost()));
  }
}
