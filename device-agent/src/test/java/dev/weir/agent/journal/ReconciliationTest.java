package dev.weir.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.update.Step;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Goal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Instant AT = Instant.EPOCH;
  private static final Goal SAME = goal("r1");
  private static final Goal OTHER = goal("r2");

  private static Goal goal(String rollout) {
    Digest manifest = Digest.of(new byte[] {1});
    return new Goal(RolloutId.of(rollout), ReleaseId.of("a"), manifest, 10, AT.plusSeconds(1));
  }

  private static Reconciliation of(Step step, long counter, Optional<Goal> goal) {
    Action action = Action.offered(1, new Generation(1, 5), SAME, AT, new Version("1")).at(step);
    DesiredState desired = new DesiredState(new Generation(1, counter), goal);
    return Reconciliation.of(Optional.of(action), desired);
  }

  @Test
  void aFirstGoalBegins() {
    DesiredState desired = new DesiredState(new Generation(1, 1), Optional.of(SAME));
    assertThat(Reconciliation.of(Optional.empty(), desired)).isEqualTo(Reconciliation.BEGIN);
    DesiredState none = new DesiredState(new Generation(1, 1), Optional.empty());
    assertThat(Reconciliation.of(Optional.empty(), none)).isEqualTo(Reconciliation.NOTHING);
  }

  @Test
  void everyStepMeetsEveryWish() {
    for (Step step : Step.values()) {
      boolean over = step.isFinal();
      boolean before = step.isBeforeInstall();
      assertThat(of(step, 6, Optional.empty()))
          .as(step + " no goal")
          .isEqualTo(before ? Reconciliation.DROP : Reconciliation.NOTHING);
      assertThat(of(step, 6, Optional.of(SAME)))
          .as(step + " same goal")
          .isEqualTo(over ? Reconciliation.BEGIN : Reconciliation.RENEW);
      assertThat(of(step, 6, Optional.of(OTHER)))
          .as(step + " another goal")
          .isEqualTo(
              over ? Reconciliation.BEGIN : before ? Reconciliation.DROP : Reconciliation.NOTHING);
    }
  }

  @Test
  void theSameOrAnOlderGenerationChangesNothing() {
    for (Step step : Step.values()) {
      for (long counter = 4; counter <= 5; counter++) {
        assertThat(of(step, counter, Optional.of(OTHER))).isEqualTo(Reconciliation.NOTHING);
        assertThat(of(step, counter, Optional.empty())).isEqualTo(Reconciliation.NOTHING);
      }
    }
  }
}
