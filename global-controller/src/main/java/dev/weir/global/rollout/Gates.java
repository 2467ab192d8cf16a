package dev.weir.global.rollout;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.text.Shares;
import java.time.Instant;

/**
 * Whether a wave may be left. A gate is judged on the counts of its own wave alone, on the targets
 * that ended (committed, or failed in any class); targets that wait, are unreached, work or already
 * ran the release neither fail nor block it.
 *
 * <pre>
 * ended at least leastSample | committed / ended at least success | the same with switching as failed | verdict
 * no                         |                                    |                                   | TOO_FEW
 * yes                        | no                                 |                                   | BROKEN
 * yes                        | yes                                | no                                | HOLDS
 * yes                        | yes                                | yes                               | CLEAR
 * </pre>
 *
 * <p>The bake runs while the verdict is HOLDS or CLEAR without a break. The gate passes when it is
 * over and the verdict is CLEAR: what is switching just now may still turn out to be broken, so the
 * next wave does not open before the share would hold even then. That can't block for ever, as a
 * device that stays silent after its switch becomes a failure at its deadline.
 */
public final class Gates {
  private static final long MILLION = 1_000_000;

  private Gates() {}

  /** What the evidence says. */
  enum Verdict {
    TOO_FEW,
    BROKEN,
    HOLDS,
    CLEAR
  }

  static Verdict judge(Gate gate, WaveCounts counts) {
    long committed = counts.committed();
    long ended = committed + counts.failed();
    if (ended < gate.leastSample()) {
      return Verdict.TOO_FEW;
    }
    if (!isEnough(gate, committed, ended)) {
      return Verdict.BROKEN;
    }
    return isEnough(gate, committed, ended + counts.switching()) ? Verdict.CLEAR : Verdict.HOLDS;
  }

  private static boolean isEnough(Gate gate, long committed, long ended) {
    return committed * MILLION >= ended * gate.success();
  }

  /** The wave after this evidence. */
  static Wave judged(Wave wave, Gate gate, WaveCounts counts, Instant now) {
    Verdict verdict = judge(gate, counts);
    return switch (verdict) {
      case TOO_FEW, BROKEN -> wave.broken();
      case HOLDS -> wave.holding(now);
      case CLEAR -> {
        Wave holding = wave.holding(now);
        yield isBaked(holding, gate, now) ? holding.passed(now) : holding;
      }
    };
  }

  private static boolean isBaked(Wave holding, Gate gate, Instant now) {
    return !holding.holdsSince().orElse(now).plus(gate.bake()).isAfter(now);
  }

  /** The evidence, for people. */
  static String text(Gate gate, WaveCounts counts) {
    int ended = counts.committed() + counts.failed();
    String numbers =
        counts.committed()
            + " of "
            + ended
            + " ended committed (needs "
            + Shares.text(gate.success())
            + " of at least "
            + gate.leastSample()
            + ")";
    return switch (judge(gate, counts)) {
      case TOO_FEW -> "waits: " + numbers;
      case BROKEN -> "closed: " + numbers;
      case HOLDS -> "holds, but " + counts.switching() + " are switching: " + numbers;
      case CLEAR -> "holds: " + numbers;
    };
  }
}
