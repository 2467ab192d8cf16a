package dev.weir.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.Views;
import dev.weir.protocol.api.RolloutSpec;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static RolloutSpec edited(String from, String to) {
    String text = RolloutFileText.of(Views.spec(2));
    assertThat(text).contains(from);
    return ((Read.Good<RolloutFile>) RolloutFiles.read(text.replace(from, to))).value().spec();
  }

  @Test
  void theSameDiffersInNothing() {
    assertThat(Difference.between(Views.spec(2), edited("kind: Rollout", "kind: Rollout")))
        .isEmpty();
  }

  @Test
  void everyFieldThatDiffersIsNamedWithBothValues() {
    assertThat(Difference.between(Views.spec(2), edited("count: 2", "count: 5")))
        .containsExactly(new Difference("waves.canary.count", "2", "5"));
    assertThat(Difference.between(Views.spec(2), edited("bake: 10s", "bake: 1m30s")))
        .extracting(Difference::field)
        .containsExactly("waves.canary.gate.bake", "waves.tenth.gate.bake", "waves.rest.gate.bake");
    assertThat(Difference.between(Views.spec(2), edited("startWithin: 1h", "startWithin: 2h")))
        .containsExactly(new Difference("startWithin", "1h", "2h"));
    assertThat(Difference.between(Views.spec(2), edited("install: 15m", "install: 20m")))
        .containsExactly(new Difference("deadlines.install", "15m", "20m"));
    assertThat(Difference.between(Views.spec(2), edited("share: 20%", "share: 30%")))
        .containsExactly(
            new Difference(
                "abort",
                "unhealthy=20%,sample=5; silentAfterSwitch=0%,sample=1",
                "unhealthy=30%,sample=5; silentAfterSwitch=0%,sample=1"));
  }

  @Test
  void aWaveMoreIsAllOfItsFields() {
    assertThat(
            Difference.between(
                Views.spec(2),
                edited("  - name: rest", "  - {name: half, share: 50%}\n  - name: rest")))
        .containsExactly(
            new Difference("waves", "canary, tenth, rest", "canary, tenth, half, rest"),
            new Difference("waves.half.share", "", "50%"),
            new Difference("waves.half.gate.success", "", "100%"),
            new Difference("waves.half.gate.leastSample", "", "1"),
            new Difference("waves.half.gate.bake", "", "0s"));
  }
}
