package dev.weir.global.rollout;

import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.text.Shares;
import java.util.List;
import java.util.Optional;

/**
 * Failures that stop a rollout. They are judged over all opened waves together, by class or all at
 * once, and only on what came on top of what a person has accepted by resuming.
 *
 * <pre>
 * ended at least leastSample | failed at least 1 | failed / ended at least millionths | crossed
 * no                         |                   |                                    | no
 * yes                        | no                |                                    | no
 * yes                        | yes               | no                                 | no
 * yes                        | yes               | yes                                | yes
 * </pre>
 */
public final class Thresholds {
  private static final long MILLION = 1_000_000;

  private Thresholds() {}

  /** Why to halt, with the class, the numbers and the regions; empty where no threshold says so. */
  static Optional<String> crossed(
      List<AbortThreshold> thresholds, Evidence evidence, Tally accepted) {
    Tally fresh = evidence.tally().above(accepted);
    return thresholds.stream()
        .filter(threshold -> isCrossed(threshold, fresh))
        .findFirst()
        .map(threshold -> reason(threshold, fresh, evidence));
  }

  static boolean isCrossed(AbortThreshold threshold, Tally fresh) {
    long failed = fresh.failed(threshold.failure());
    long ended = fresh.ended();
    return failed > 0
        && ended >= threshold.leastSample()
        && failed * MILLION >= ended * threshold.millionths();
  }

  private static String reason(AbortThreshold threshold, Tally fresh, Evidence evidence) {
    String what = threshold.failure().map(FailureClass::name).orElse("failures");
    return what
        + ": "
        + fresh.failed(threshold.failure())
        + " of "
        + fresh.ended()
        + " ended targets ("
        + Shares.text(threshold.millionths())
        + " from "
        + threshold.leastSample()
        + " on halts); regions: "
        + evidence.whereFailed(threshold.failure());
  }
}
