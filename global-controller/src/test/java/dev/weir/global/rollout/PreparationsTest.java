package dev.weir.global.rollout;

import static dev.weir.global.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.message.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationsTest {
  private static final Duration WAIT = Duration.ofMinutes(30);
  private static final Instant OVER = NOON.plus(WAIT);

  @ParameterizedTest
  @CsvSource({
    // wanted, done, failed, over, then, verdict
    "0, 0, 0, no,  FULL, STARTS",
    "0, 0, 0, yes, HOLD, STARTS",
    "2, 2, 0, no,  HOLD, STARTS",
    "2, 1, 0, no,  FULL, WAITS",
    "2, 1, 0, no,  HOLD, WAITS",
    "2, 0, 1, no,  FULL, WAITS",
    "2, 1, 0, yes, FULL, STARTS_WITHOUT",
    "2, 1, 0, yes, HOLD, HOLDS",
    "2, 1, 1, no,  FULL, STARTS_WITHOUT",
    "2, 1, 1, no,  HOLD, HOLDS",
  })
  void theTableInTheCommentIsWhatTheCodeDoes(
      int wanted, int done, int failed, String over, Prepare.Then then, String verdict) {
    assertThat(Preparations.judge(new Readiness(wanted, done, failed), over.equals("yes"), then))
        .isEqualTo(Preparations.Verdict.valueOf(verdict));
  }

  private static Rollout started(Duration atMost, Prepare.Then then) {
    return Rollouts.started(Samples.waiting("r", "pump-2", atMost, then), 1, NOON);
  }

  private static Rollout observed(Rollout rollout, Readiness deltas, Instant now) {
    return Rollouts.observed(Preparations.observed(rollout, deltas, now), Evidence.NONE, now);
  }

  @Test
  void withoutAWaitARolloutStartsAtOnceWithWhatThereIs() {
    Rollout rollout = started(Duration.ZERO, Prepare.Then.HOLD);
    assertThat(rollout.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(observed(rollout, new Readiness(2, 0, 2), OVER)).isEqualTo(rollout);
  }

  @Test
  void aRolloutThatWaitsOpensNoWaveAndGoesOnWhenTheLastDeltaIsBuilt() {
    Rollout waiting = started(WAIT, Prepare.Then.HOLD);
    assertThat(waiting.state()).isEqualTo(RolloutState.PREPARING);
    assertThat(Rollouts.wakeAt(waiting, NOON)).contains(OVER);
    Instant soon = NOON.plusSeconds(60);
    assertThat(observed(waiting, new Readiness(2, 1, 0), soon)).isEqualTo(waiting);
    assertThat(Preparations.waitsFor(waiting, new Readiness(2, 1, 0)))
        .isEqualTo("waits for deltas: 1 of 2 built; at most until 2026-01-01T12:30:00Z");

    Rollout running = observed(waiting, new Readiness(2, 2, 0), soon);
    assertThat(running.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(running.waves()).hasSize(1);
    assertThat(running.preparation().outcome()).contains("all deltas").contains("2");
    assertThat(RolloutChanges.between(Optional.of(waiting), running))
        .extracting(told -> told.kind().text())
        .containsExactly("rolloutPrepared", "waveOpened");
  }

  @Test
  void whatIsMissingWhenTheWaitIsOverIsSaidAndThePolicyDecides() {
    Readiness missing = new Readiness(3, 1, 0);
    Rollout full = observed(started(WAIT, Prepare.Then.FULL), missing, OVER);
    assertThat(full.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(full.preparation().outcome())
        .isEqualTo("2 of 3 deltas missing after 30m; devices without one take the full image");

    Rollout held = observed(started(WAIT, Prepare.Then.HOLD), missing, OVER);
    assertThat(held.state()).isEqualTo(RolloutState.PAUSED);
    assertThat(held.reason()).startsWith("2 of 3 deltas missing after 30m; to resume");
    assertThat(held.waves()).isEmpty();
    assertThat(held.preparation().isWaiting()).isFalse();
    assertThat(resumed(held).waves()).hasSize(1);
  }

  private static Rollout resumed(Rollout rollout) {
    return ((Reply.Done<Rollout>)
            Rollouts.commanded(rollout, Rollouts.Command.RESUME, "", Evidence.NONE, NOON))
        .value();
  }

  @Test
  void aPersonsPauseStaysAndAResumeWaitsNoLonger() {
    Rollout paused =
        ((Reply.Done<Rollout>)
                Rollouts.commanded(
                    started(WAIT, Prepare.Then.FULL),
                    Rollouts.Command.PAUSE,
                    "night",
                    Evidence.NONE,
                    NOON))
            .value();
    assertThat(observed(paused, new Readiness(1, 1, 0), OVER)).isEqualTo(paused);
    Rollout resumed = resumed(paused);
    assertThat(resumed.waves()).hasSize(1);
    assertThat(resumed.preparation().outcome()).contains("resumed before");
  }
}
