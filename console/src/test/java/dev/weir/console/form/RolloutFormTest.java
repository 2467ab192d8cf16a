package dev.weir.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.form.RolloutForm.Fault;
import dev.weir.console.form.RolloutForm.Outcome;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutFormTest {
  private final Map<String, List<String>> fields =
      new LinkedHashMap<>(
          Map.ofEntries(
              Map.entry("rollout", List.of("update-1")),
              Map.entry("release", List.of("pump-1.9.0")),
              Map.entry("selector", List.of("site=a")),
              Map.entry("wave-name", List.of("canary", "", "tenth", "rest")),
              Map.entry("wave-size", List.of("2", "", "12.5%", "all")),
              Map.entry("wave-success", List.of("99.5%", "", "98%", "100%")),
              Map.entry("wave-sample", List.of("2", "", "5", "1")),
              Map.entry("wave-bake", List.of("1m", "", "2h", "0s")),
              Map.entry("max-concurrent", List.of("50")),
              Map.entry("start-within", List.of("1d")),
              Map.entry("accept", List.of("30s")),
              Map.entry("download", List.of("1h")),
              Map.entry("install", List.of("15m")),
              Map.entry("abort-share", List.of("20%")),
              Map.entry("abort-sample", List.of("5")),
              Map.entry("delta-wait", List.of("30m")),
              Map.entry("delta-then", List.of("hold")),
              Map.entry("fallback-bytes", List.of("200MB"))));

  private Outcome read() {
    return RolloutForm.of(new Fields(fields)).read();
  }

  @Test
  void aFormBecomesARollout() {
    RolloutSpec spec = read().spec().orElseThrow();
    assertThat(spec.waves()).hasSize(3);
    assertThat(spec.waves().get(0).count()).contains(2);
    assertThat(spec.waves().get(0).gate().success()).isEqualTo(995_000);
    assertThat(spec.waves().get(1).share()).contains(125_000);
    assertThat(spec.waves().get(1).gate().bake()).isEqualTo(Duration.ofHours(2));
    assertThat(spec.waves().get(2).share()).isEmpty();
    assertThat(spec.deadlines().accept()).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec.startWithin()).isEqualTo(Duration.ofDays(1));
    assertThat(spec.abort().get(0).millionths()).isEqualTo(200_000);
    assertThat(spec.prepare()).isEqualTo(new Prepare(Duration.ofMinutes(30), Prepare.Then.HOLD));
    assertThat(spec.fallbackBytes()).isEqualTo(200_000_000);
  }

  @Test
  void everyFaultIsNamedAtItsField() {
    fields.put("rollout", List.of("a b"));
    fields.put("selector", List.of("site="));
    fields.put("wave-size", List.of("many", "", "0%", "all"));
    fields.put("wave-bake", List.of("soon", "", "2h", "0s"));
    fields.put("max-concurrent", List.of("0"));
    fields.put("abort-share", List.of("101%"));
    Outcome outcome = read();
    assertThat(outcome.spec()).isEqualTo(Optional.empty());
    assertThat(outcome.faults().stream().map(Fault::field))
        .containsExactly(
            "rollout",
            "selector",
            "wave-size-1",
            "wave-bake-1",
            "wave-size-3",
            "max-concurrent",
            "abort-share");
  }

  @Test
  void theLastWaveTakesInAllAndOnlyIt() {
    fields.put("wave-size", List.of("all", "", "10%", "50%"));
    assertThat(read().faults()).extracting(Fault::field).containsExactly("waves");
    fields.put("wave-size", List.of("all", "", "10%", "all"));
    assertThat(read().faults()).extracting(Fault::field).containsExactly("waves");
    fields.put("wave-name", List.of("rest", "", "tenth", "rest"));
    fields.put("wave-size", List.of("2", "", "10%", "all"));
    assertThat(read().faults()).extracting(Fault::field).containsExactly("wave-name-4");
  }

  @Test
  void noThresholdMeansNone() {
    fields.put("abort-share", List.of(""));
    assertThat(read().spec().orElseThrow().abort()).isEmpty();
  }

  @Test
  void whatAPersonBeginsWithIsARolloutOnceItHasAName() {
    RolloutForm fresh = RolloutForm.fresh("pump-1.9.0");
    assertThat(fresh.read().faults()).extracting(Fault::field).containsExactly("rollout");
    assertThat(fresh.withAnotherWave().waves()).hasSize(3);
  }
}
