package dev.weir.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.manifest.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Health ANY = new Health(List.of(), "", Duration.ofSeconds(1), Duration.ZERO);
  private static final Health LINE =
      new Health(List.of(), "libprotoc 25.5", Duration.ofSeconds(1), Duration.ZERO);

  @Test
  void onlyZeroAndTheExpectedLineAreHealthy() {
    assertThat(Judgement.trouble(LINE, new ProbeOutput.Exited(0, "libprotoc 25.5"))).isEmpty();
    assertThat(Judgement.trouble(LINE, new ProbeOutput.Exited(0, "libprotoc 25.4"))).isPresent();
    assertThat(Judgement.trouble(LINE, new ProbeOutput.Exited(0, ""))).isPresent();
    assertThat(Judgement.trouble(LINE, new ProbeOutput.Exited(1, "libprotoc 25.5"))).isPresent();
    assertThat(Judgement.trouble(ANY, new ProbeOutput.Exited(0, "whatever"))).isEmpty();
    assertThat(Judgement.trouble(ANY, new ProbeOutput.Exited(139, ""))).contains("ended with 139");
    assertThat(Judgement.trouble(ANY, new ProbeOutput.TimedOut())).isPresent();
    assertThat(Judgement.trouble(ANY, new ProbeOutput.NotStarted("x"))).isPresent();
  }

  @Test
  void anImageIsStartedAtTheBeginningEverySoOftenAndAtTheEnd() {
    TrialPlan plan = new TrialPlan(Duration.ofSeconds(25), Duration.ofSeconds(10));
    assertThat(plan.pauseAfter(Duration.ZERO)).contains(Duration.ofSeconds(10));
    assertThat(plan.pauseAfter(Duration.ofSeconds(20))).contains(Duration.ofSeconds(5));
    assertThat(plan.pauseAfter(Duration.ofSeconds(25))).isEmpty();
    TrialPlan none = new TrialPlan(Duration.ZERO, Duration.ofSeconds(10));
    assertThat(none.pauseAfter(Duration.ZERO)).isEmpty();
  }
}
