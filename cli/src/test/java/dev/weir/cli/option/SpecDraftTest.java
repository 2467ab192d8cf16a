package dev.weir.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpecDraftTest {
  private static SpecDraft draft(List<String> waves, List<String> gates, List<String> abort) {
    return new SpecDraft(
        RolloutId.of("u"),
        ReleaseId.of("r"),
        "site=a",
        waves.stream().map(WaveOption::parse).toList(),
        gates.stream().map(GateOption::parse).toList(),
        abort.stream().map(AbortOption::parse).toList(),
        List.of(DeadlineOption.parse("accept=1m"), DeadlineOption.parse("install=2m")),
        7,
        Duration.ofMinutes(3),
        PrepareOption.parse("atMost=30m,then=hold"),
        5);
  }

  private static String faults(List<String> waves, List<String> gates, List<String> abort) {
    try {
      return "none: " + draft(waves, gates, abort).spec();
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  @Test
  void whatIsNotSaidIsUsual() {
    RolloutSpec spec = draft(List.of("all"), List.of(), List.of()).spec();

    assertThat(spec.waves()).extracting(WaveSpec::gate).containsExactly(GateOption.STRICT);
    assertThat(spec.abort()).containsExactly(AbortOption.USUAL);
    assertThat(spec.deadlines().accept()).isEqualTo(Duration.ofMinutes(1));
    assertThat(spec.deadlines().download()).isEqualTo(DeadlineOption.USUAL.download());
    assertThat(spec.deadlines().install()).isEqualTo(Duration.ofMinutes(2));
    assertThat(spec.prepare()).isEqualTo(new Prepare(Duration.ofMinutes(30), Prepare.Then.HOLD));
    assertThat(spec.fallbackBytes()).isEqualTo(5);
  }

  @Test
  void aWavesOwnGateStandsOverTheOneForAllWhereverItIsWritten() {
    RolloutSpec spec =
        draft(
                List.of("canary=2", "rest"),
                List.of("canary:success=100%", "success=95%,bake=10s"),
                List.of("none"))
            .spec();

    assertThat(spec.waves())
        .extracting(WaveSpec::gate)
        .containsExactly(
            new Gate(1_000_000, 1, Duration.ofSeconds(10)),
            new Gate(950_000, 1, Duration.ofSeconds(10)));
    assertThat(spec.abort()).isEmpty();
  }

  @Test
  void aRolloutWithoutWavesIsRefusedWithAnExample() {
    assertThat(faults(List.of(), List.of(), List.of()))
        .isEqualTo(
            "--wave is missing: say how it spreads, such as --wave canary=2 --wave rest; for all"
                + " devices at once, --wave all");
  }

  @Test
  void everyFaultIsSaidAtOnce() {
    assertThat(
            faults(
                List.of("a=2", "all", "a=5%"), List.of("b:bake=1s"), List.of("none", "unhealthy")))
        .isEqualTo(
            """
            --wave: the last wave takes in all targets; add --wave rest
            --wave: all takes in all targets, so nothing is left for those after
            --wave: two waves are called a
            --gate: there is no wave b
            --abort: none stands alone""");
  }

  @Test
  void thereAreNoMoreWavesThanTheProtocolAllows() {
    List<String> waves =
        Stream.iterate(1, i -> i + 1).limit(40).map(i -> "w" + i + "=" + i).toList();

    assertThat(faults(waves, List.of(), List.of())).contains("--wave: at most 32; found 40");
  }

  @Test
  void nobodyAtATimeAndNoTimeToStartAreRefused() {
    SpecDraft d = draft(List.of("all"), List.of(), List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SpecDraft(
                        d.rollout(),
                        d.release(),
                        "",
                        d.waves(),
                        d.gates(),
                        d.abort(),
                        d.deadlines(),
                        0,
                        Duration.ZERO,
                        d.prepare(),
                        0)
                    .spec())
        .withMessage("--max-concurrent is at least 1; found 0\n--start-within is above 0");
  }
}
