package dev.weir.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.DeadlineOption;
import dev.weir.cli.option.GateOption;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutFilesTest {
  private static final String HEAD = "kind: Rollout\nrollout: u\nrelease: r\n";
  private static final String SMALL = HEAD + "waves: [{name: all}]\n";

  private static RolloutFile good(String text) {
    assertThat(RolloutFiles.read(text)).as(text).isInstanceOf(Read.Good.class);
    return ((Read.Good<RolloutFile>) RolloutFiles.read(text)).value();
  }

  private static List<String> faults(String text) {
    assertThat(RolloutFiles.read(text)).as(text).isInstanceOf(Read.Faulty.class);
    return ((Read.Faulty<RolloutFile>) RolloutFiles.read(text))
        .faults().stream().map(fault -> fault.line() + ": " + fault.trouble()).toList();
  }

  @Test
  void everyFieldIsRead() {
    RolloutFile file =
        good(
            """
            # What the plants get on Tuesday.
            kind: Rollout
            rollout: update-1
            release: pump-v2-1.1.0
            selector: site in (plant-7,plant-8)
            state: paused
            waves:
              - name: canary
                count: 2
                gate: &strict {success: 95%, leastSample: 2, bake: 10s}
              - name: tenth
                share: 10%
                gate: *strict
              - name: rest
                gate: *strict
            maxConcurrent: 100
            startWithin: 1h
            deadlines: {accept: 5m, download: 1h, install: 15m}
            abort:
              - {failure: unhealthy, share: 20%, leastSample: 5}
              - failure: silentAfterSwitch
            """);

    assertThat(file.spec()).isEqualTo(Views.spec(2));
    assertThat(file.state()).contains(WantedState.PAUSED);
  }

  @Test
  void whatIsLeftOutIsWhatItIsOnTheCommandLine() {
    RolloutFile file = good(SMALL);

    assertThat(file.state()).isEmpty();
    RolloutSpec spec = file.spec();
    assertThat(spec.selector()).isEmpty();
    assertThat(spec.waves())
        .containsExactly(
            new WaveSpec("all", Optional.empty(), Optional.empty(), GateOption.STRICT));
    assertThat(spec.maxConcurrent()).isEqualTo(100);
    assertThat(spec.startWithin()).isEqualTo(Duration.ofHours(1));
    assertThat(spec.deadlines()).isEqualTo(DeadlineOption.USUAL);
    assertThat(spec.abort()).containsExactly(AbortOption.USUAL);
    assertThat(good(SMALL + "abort: []\n").spec().abort()).isEmpty();
  }

  @Test
  void aWaitForDeltasAndAFallbackAreReadAndWritten() {
    RolloutSpec spec =
        good(SMALL + "prepare: {atMost: 30m, then: hold}\nfallbackBytes: 200MB\n").spec();
    assertThat(spec.prepare()).isEqualTo(new Prepare(Duration.ofMinutes(30), Prepare.Then.HOLD));
    assertThat(spec.fallbackBytes()).isEqualTo(200_000_000);
    assertThat(good(RolloutFileText.of(spec)).spec()).isEqualTo(spec);
    assertThat(good(SMALL).spec().prepare()).isEqualTo(Prepare.AT_ONCE);
    assertThat(faults(SMALL + "prepare: {then: stop}\nfallbackBytes: much\n"))
        .hasSize(2)
        .anyMatch(fault -> fault.contains("must be full or hold"))
        .anyMatch(fault -> fault.contains("such as 200MB"));
  }

  @Test
  void jsonIsYamlToo() {
    assertThat(
            good("""
                    {"kind": "Rollout", "rollout": "u", "release": "r",
                     "waves": [{"name": "canary", "count": 2}, {"name": "rest"}]}
                    """)
                .spec()
                .waves())
        .extracting(WaveSpec::name)
        .containsExactly("canary", "rest");
  }

  @Test
  void aRolloutsFileGivesTheRolloutAgain() {
    for (int sample = 1; sample < 4; sample++) {
      RolloutSpec spec = Views.spec(sample);
      assertThat(good(RolloutFileText.of(spec)).spec()).isEqualTo(spec);
    }
    RolloutSpec small = good(SMALL + "abort: []\n").spec();
    assertThat(good(RolloutFileText.of(small)).spec()).isEqualTo(small);
  }

  @Test
  void allFaultsAreSaidAtOnceEachWithItsLine() {
    assertThat(
            faults(
                """
                kind: Rollout
                rollout: Update 1
                selector: site=
                state: halted
                waves:
                  - name: canary
                    count: 2
                    share: 10%
                  - name: tenth
                    gate: {success: 95, bake: 5, colour: red}
                  - name: tenth
                    share: 0%
                maxConcurrent: many
                startWithin: 0s
                deadlines: 5m
                abort:
                  - {failure: unwell}
                  - share: 20%
                waves: []
                """))
        .satisfiesExactly(
            fault -> assertThat(fault).startsWith("1: release: is missing"),
            fault -> assertThat(fault).startsWith("2: rollout: rollout must be 1 to 63"),
            fault -> assertThat(fault).startsWith("3: selector: selector \"site=\" is wrong"),
            fault -> assertThat(fault).startsWith("4: state: must be running or paused or"),
            fault -> assertThat(fault).startsWith("7: waves[1].count: a wave has a share or"),
            fault -> assertThat(fault).startsWith("9: waves[2].name: tenth takes in all"),
            fault -> assertThat(fault).startsWith("10: waves[2].gate.success: a share is 0%"),
            fault -> assertThat(fault).startsWith("10: waves[2].gate.bake: a duration is such"),
            fault ->
                assertThat(fault)
                    .isEqualTo(
                        "10: waves[2].gate.colour: is no field here; there are success,"
                            + " leastSample, bake"),
            fault -> assertThat(fault).startsWith("11: waves[3].name: two waves are called tenth"),
            fault -> assertThat(fault).startsWith("11: waves[3].name: the last wave takes in"),
            fault -> assertThat(fault).startsWith("12: waves[3].share: must be above 0%"),
            fault -> assertThat(fault).startsWith("13: maxConcurrent: must be a whole number"),
            fault -> assertThat(fault).startsWith("14: startWithin: must be above 0"),
            fault -> assertThat(fault).startsWith("15: deadlines: must be a map"),
            fault -> assertThat(fault).startsWith("17: abort[1].failure: a failure is any or"),
            fault -> assertThat(fault).startsWith("18: abort[2].failure: is missing"),
            fault -> assertThat(fault).startsWith("19: waves: stands there twice"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                          | 1: is empty; it begins with kind: KIND",
        "# nothing                   | 1: is empty; it begins with kind: KIND",
        "[a, b]                      | 1: must be a map; it begins with kind: KIND",
        "kind: [                     | 1: is no YAML: ",
        "a: b: c                     | 1: is no YAML: mapping values are not allowed here",
        "kind: !!java.lang.Runtime x | 1: kind: must be Rollout; found \"x\"",
        "kind: Residency             | 1: kind: must be Rollout; found \"Residency\"",
        "rollout: u                  | 1: kind: is missing",
        "? [a, b]                    | 1: is no YAML: Non scalar key",
      })
  void whatIsNoRolloutIsSaidToBeNone(String text, String fault) {
    assertThat(faults(text)).anySatisfy(found -> assertThat(found).startsWith(fault));
  }

  @Test
  void aFileHasOneDocument() {
    assertThat(faults(SMALL + "---\n" + SMALL)).singleElement().asString().contains("is no YAML");
  }

  // Limits. Each of these would cost memory, stack or time without one.

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    assertThat(faults(SMALL + "#".repeat(Yaml.SIZE)))
        .singleElement()
        .asString()
        .contains("must be at most 262144 characters");
  }

  @Test
  void deepNestingIsRefusedBeforeItTakesAnyStack() {
    assertThat(faults(HEAD + "waves: " + "[".repeat(100_000)))
        .containsExactly("4: nests deeper than 16");
    assertThat(faults(HEAD + "waves:\n" + "- ".repeat(100_000)))
        .singleElement()
        .asString()
        .startsWith("5: nests deeper than 16");
  }

  @Test
  void aBillionLaughsAreNotLaughed() {
    StringBuilder bomb = new StringBuilder(HEAD + "waves: [{name: all}]\nl0: &l0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*l" + (i - 1) + ", ";
      bomb.append("l").append(i).append(": &l").append(i).append(" [");
      bomb.append(alias.repeat(9)).append("x]\n");
    }

    assertThat(faults(bomb.toString())).containsExactly("17: uses more than 100 aliases");
  }

  @Test
  void aListThatHoldsItselfIsNoList() {
    assertThat(faults(HEAD + "waves: &w [*w]\n"))
        .anySatisfy(fault -> assertThat(fault).contains("waves[1]: must be a map"));
  }

  @Test
  void thereAreAtMostSoManyWaves() {
    assertThat(faults(HEAD + "waves:\n" + "- {name: w, count: 1}\n".repeat(Limits.WAVES + 1)))
        .anySatisfy(fault -> assertThat(fault).contains("waves: must have at most 32 elements"));
  }

  @Test
  void anApisOwnJsonIsOfNoKind() {
    assertThat(RolloutFiles.isKind(RolloutSpec.CODEC.toJson(Views.spec(2)))).isFalse();
    assertThat(RolloutFiles.isKind("{\"kind\": \"Rollout\"}")).isTrue();
    assertThat(RolloutFiles.isKind("rollout: u")).isTrue();
    assertThat(RolloutFiles.isKind("{")).isTrue();
  }
}
