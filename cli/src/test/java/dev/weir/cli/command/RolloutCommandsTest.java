package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.PlanText;
import dev.weir.cli.text.RolloutText;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollouts: planned, started, changed, explained. */
class RolloutCommandsTest extends CliFixture {
  private static final List<String> SPEC =
      List.of("update-1", "--release", "pump-v2-1.1.0", "--wave", "canary=2", "--wave", "rest");

  @Test
  void aPlanIsAskedForAndShown() throws Malformed {
    global.answer("POST /v1/rollouts:plan", 200, PlanView.CODEC.toJson(Views.plan()));

    assertThat(run(List.of("rollout", "plan", "-l", "site=a"), SPEC)).isZero();

    assertThat(printed()).isEqualTo(PlanText.of(Views.plan()));
    RolloutSpec asked = RolloutSpec.CODEC.fromJson(global.requests.get(0).body());
    assertThat(asked.selector()).isEqualTo("site=a");
    assertThat(asked.waves()).hasSize(2);
  }

  @Test
  void aSpecFromAFileIsThatOfThePlansJson() throws IOException {
    Path file = temp.resolve("spec.json");
    Files.writeString(file, RolloutSpec.CODEC.toJson(Views.spec(2)));
    global.answer("POST /v1/rollouts", 201, RolloutView.CODEC.toJson(Views.running()));

    assertThat(run("rollout", "start", "-f", file.toString())).isZero();
    assertThat(global.requests.get(0).body()).isEqualTo(RolloutSpec.CODEC.toJson(Views.spec(2)));
    assertThat(printed()).contains("weir rollout status update-1 --watch");
  }

  @Test
  void aSpecFromAFileStandsAlone() throws IOException {
    Path file = temp.resolve("spec.json");
    Files.writeString(file, RolloutSpec.CODEC.toJson(Views.spec(2)));

    assertThat(run("rollout", "plan", "-f", file.toString(), "--wave", "all")).isEqualTo(2);
    assertThat(run("rollout", "plan", "update-2", "-f", file.toString())).isEqualTo(2);
    assertThat(complained())
        .contains("leave the other options out")
        .contains("is of rollout update-1, not update-2");
  }

  @Test
  void aSpecFileThatIsDamagedOrMissingIsNamed() throws IOException {
    Path file = temp.resolve("spec.json");
    assertThat(run("rollout", "plan", "-f", file.toString())).isEqualTo(1);
    Files.writeString(file, "{\"rollout\":\"x\"}");
    assertThat(run("rollout", "plan", "-f", file.toString())).isEqualTo(2);
    assertThat(complained())
        .contains(file + ": is not there")
        .contains("rollout-spec.release: is missing");
  }

  @Test
  void faultsOfOptionsComeBeforeAnythingIsAsked() {
    terminal.environment.clear();

    assertThat(run("rollout", "start", "u", "--release", "r", "--wave", "canary=2")).isEqualTo(2);
    assertThat(complained())
        .contains("--wave: the last wave takes in all targets; add --wave rest")
        .contains("see: weir rollout start --help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wave canary=2x      | '--wave' (NAME[=SIZE]): wave canary: a number of devices",
        "--gate success=95     | '--gate' ([WAVE:]RULES): success: a share is 0% to 100%",
        "--abort unwell=5%     | '--abort' (THRESHOLD): a failure is any or one of",
        "--deadline wait=5m    | '--deadline' (DEADLINES): expected accept=",
        "--start-within 5      | '--start-within': a duration is such as",
        "--release Bad         | '--release': release must be 1 to 63 of a-z",
        "--selector a=         | '--selector': selector \"a=\" is wrong from character 1",
        "--max-concurrent many | '--max-concurrent'",
        "--output xml          | '--output'",
      })
  void aWrongValueIsSaidWithItsOptionAndTheRule(String option, String trouble) {
    assertThat(run(List.of("rollout", "plan"), List.of(option.split(" ", -1)))).isEqualTo(2);
    assertThat(complained()).contains(trouble);
  }

  @ParameterizedTest
  @CsvSource({"unmeetableGate", "overlap", "noTargets", "exists", "state"})
  void aStartThatAsThingsStandCanNotBeIsAConditionNotMet(String code) {
    global.refuse("POST /v1/rollouts", 409, code, "the canary has 2 targets and wants 5");

    assertThat(run(List.of("rollout", "start"), SPEC)).isEqualTo(3);
    assertThat(complained())
        .isEqualTo("weir: the canary has 2 targets and wants 5 [" + code + "]\n");
    assertThat(printed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, malformed",
    "401, unauthorized",
    "422, badSpec",
    "500, internal",
    "504, noAnswer"
  })
  void anyOtherRefusalIsAnError(int status, String code) {
    global.refuse("POST /v1/rollouts", status, code, "no");

    assertThat(run(List.of("rollout", "start"), SPEC)).isEqualTo(1);
    assertThat(complained()).isEqualTo("weir: no [" + code + "]\n");
  }

  @Test
  void everyFaultThatGlobalFindsIsALineOfItsOwn() {
    Problem problem =
        new Problem(
            "about:blank",
            "x",
            422,
            "two faults",
            "badSpec",
            List.of(
                new FieldError("/waves/0/gate", "is wrong"),
                new FieldError("/abort", "is missing")));
    global.answer("POST /v1/rollouts", 422, Problem.CODEC.toJson(problem));

    assertThat(run(List.of("rollout", "start"), SPEC)).isEqualTo(1);
    assertThat(complained())
        .isEqualTo(
            """
            weir: /waves/0/gate is wrong [badSpec]
            weir: /abort is missing [badSpec]
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "abort"})
  void aRolloutIsChangedWithAReason(String word) throws Malformed {
    global.answer(
        "POST /v1/rollouts/update-1:" + word, 200, RolloutView.CODEC.toJson(Views.halted()));

    assertThat(run("rollout", word, "update-1", "--reason", "night shift")).isZero();
    assertThat(Reason.CODEC.fromJson(global.requests.get(0).body()).reason())
        .isEqualTo("night shift");
    assertThat(printed()).isEqualTo(RolloutText.status(Views.halted(), Views.NOW));
  }

  @Test
  void aReasonNeedNotBeGiven() {
    global.answer("POST /v1/rollouts/u:pause", 200, RolloutView.CODEC.toJson(Views.halted()));

    assertThat(run("rollout", "pause", "u")).isZero();
  }

  @Test
  void whyIsAskedOfTheDevice() {
    global.answer(
        "GET /v1/rollouts/update-1/why/acme~pump-1", 200, Explanation.CODEC.toJson(Views.why()));

    assertThat(run("rollout", "why", "update-1", "acme~pump-1")).isZero();
    assertThat(printed()).contains("aboveOpenRank");
  }
}
