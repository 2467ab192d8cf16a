package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.file.RolloutFileText;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyTest extends CliFixture {
  private static final String ROLLOUT = "GET /v1/rollouts/update-1";
  private static final String TEXT = RolloutFileText.of(Views.spec(2));

  private int run(String command, String text) throws IOException {
    Path file = Files.writeString(temp.resolve("update-1.yaml"), text);
    return run(command, "-f", file.toString());
  }

  private void stands(RolloutState state) {
    global.answer(ROLLOUT, "\"17\"", RolloutView.CODEC.toJson(Views.in(state)));
  }

  private void isMissing() {
    global.refuse(ROLLOUT, 404, "notFound", "there is no rollout update-1");
  }

  private Exchange.Request last() {
    return global.requests.get(global.requests.size() - 1);
  }

  @Test
  void aRolloutThatIsNotThereIsStarted() throws IOException {
    isMissing();
    global.answer("POST /v1/rollouts", 201, RolloutView.CODEC.toJson(Views.running()));

    assertThat(run("apply", TEXT + "state: running\n")).isZero();
    assertThat(last().body()).isEqualTo(RolloutSpec.CODEC.toJson(Views.spec(2)));
    assertThat(last().key()).isEqualTo("key-1");
    assertThat(printed()).contains("weir rollout status update-1 --watch");
  }

  @Test
  void aRolloutIsStartedAndPausedWhereTheFileSaysSo() throws IOException, Malformed {
    isMissing();
    global.answer("POST /v1/rollouts", "\"1\"", RolloutView.CODEC.toJson(Views.running()));
    global.answer(
        "POST /v1/rollouts/update-1:pause",
        200,
        RolloutView.CODEC.toJson(Views.in(RolloutState.PAUSED)));

    assertThat(run("apply", TEXT + "state: paused\n")).isZero();
    assertThat(last().match()).isEqualTo("\"1\"");
    assertThat(global.requests)
        .extracting(Exchange.Request::key)
        .containsExactly("", "key-1", "key-2");
    assertThat(Reason.CODEC.fromJson(last().body()).reason()).isEqualTo("applied from a file");
    assertThat(printed()).isEqualTo("Done: rollout update-1 is paused\n");
  }

  @Test
  void nothingIsDoneWhereTheRolloutIsTheSame() throws IOException {
    stands(RolloutState.RUNNING);

    assertThat(run("apply", TEXT)).isZero();
    assertThat(global.requests).extracting(Exchange.Request::method).containsExactly("GET");
    assertThat(printed()).isEqualTo("Nothing to do: rollout update-1 is running\n");
  }

  @Test
  void aStartedRolloutDoesNotBecomeAnother() throws IOException {
    stands(RolloutState.RUNNING);

    assertThat(run("apply", TEXT.replace("count: 2", "count: 5") + "state: paused\n")).isEqualTo(3);
    assertThat(global.requests).extracting(Exchange.Request::method).containsExactly("GET");
    assertThat(printed()).containsPattern("waves.canary.count +2 +5\n");
    assertThat(complained()).contains("was started and can't become another");
  }

  @ParameterizedTest
  @CsvSource({
    "paused, RUNNING, pause",
    "running, PAUSED, resume",
    "aborted, HALTED, abort",
  })
  void aStateIsReachedFromWhatWasSeen(String wanted, RolloutState state, String word)
      throws IOException {
    stands(state);
    global.answer(
        "POST /v1/rollouts/update-1:" + word, 200, RolloutView.CODEC.toJson(Views.running()));

    assertThat(run("apply", TEXT + "state: " + wanted + "\n")).isZero();
    assertThat(last().match()).isEqualTo("\"17\"");
    assertThat(last().key()).isEqualTo("key-1");
  }

  @Test
  void aHaltIsNotLiftedByAFile() throws IOException {
    stands(RolloutState.HALTED);

    assertThat(run("apply", TEXT + "state: running\n")).isEqualTo(3);
    assertThat(global.requests).hasSize(1);
    assertThat(complained())
        .contains("is halted", "a file does not change that", "weir rollout resume update-1");
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsAConditionNotMet() throws IOException {
    stands(RolloutState.RUNNING);
    global.refuse("POST /v1/rollouts/update-1:pause", 412, "changed", "it is at revision 18");

    assertThat(run("apply", TEXT + "state: paused\n")).isEqualTo(3);
  }

  @Test
  void whatIsNotThereCanNotBeAborted() throws IOException {
    isMissing();

    assertThat(run("apply", TEXT + "state: aborted\n")).isEqualTo(3);
    assertThat(global.requests).hasSize(1);
  }

  @Test
  void everyFaultOfAFileIsSaidWithItsLineBeforeGlobalIsAsked() throws IOException {
    String text =
        TEXT.replace("startWithin: 1h", "startWithin: 60").replace("share: 10%", "share: 10");

    assertThat(run("apply", text)).isEqualTo(2);
    assertThat(run("diff", text)).isEqualTo(2);
    assertThat(global.requests).isEmpty();
    assertThat(complained())
        .containsPattern("weir: .*update-1.yaml:\\d+: waves\\[2].share: a share is 0% to 100%")
        .containsPattern("weir: .*update-1.yaml:\\d+: startWithin: a duration is such as")
        .contains("see: weir apply --help");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run("apply", "-f", temp.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(complained()).contains("none.yaml: is not there");
    assertThat(run("apply")).isEqualTo(2);
  }

  @Test
  void aRolloutFromAFileIsPlannedAndStartedToo() throws IOException {
    Path file = Files.writeString(temp.resolve("u.yaml"), TEXT);
    global.answer("POST /v1/rollouts", 201, RolloutView.CODEC.toJson(Views.running()));

    assertThat(run("rollout", "start", "-f", file.toString())).isZero();
    assertThat(last().body()).isEqualTo(RolloutSpec.CODEC.toJson(Views.spec(2)));
    Files.writeString(file, TEXT + "state: paused\n");
    assertThat(run("rollout", "start", "-f", file.toString())).isEqualTo(2);
    assertThat(complained()).contains("state is for weir apply");
  }

  @Test
  void aRolloutIsExportedAsTheFileThatAsksForIt() throws IOException {
    stands(RolloutState.RUNNING);

    assertThat(run("rollout", "export", "update-1")).isZero();
    String exported = printed();
    assertThat(exported).isEqualTo(TEXT);
    assertThat(run("diff", exported)).isZero();
  }

  @Test
  void aDiffOfTheSameIsDone() throws IOException {
    stands(RolloutState.COMPLETED);

    assertThat(run("diff", TEXT + "state: running\n")).isZero();
    assertThat(printed()).contains("Rollout update-1 is as ");
  }

  @Test
  void aDiffOfAnotherStateOrFieldIsAConditionNotMet() throws IOException {
    stands(RolloutState.RUNNING);

    assertThat(run("diff", TEXT.replace("accept: 5m", "accept: 6m") + "state: paused\n"))
        .isEqualTo(3);
    assertThat(global.requests).extracting(Exchange.Request::method).containsExactly("GET");
    assertThat(printed())
        .containsPattern("deadlines.accept +5m +6m\n")
        .containsPattern("state +running +paused\n");
  }

  @Test
  void aDiffWithWhatIsNotThereIsAConditionNotMet() throws IOException {
    isMissing();

    assertThat(run("diff", TEXT)).isEqualTo(3);
    assertThat(printed()).contains("There is no rollout update-1. Start it: weir apply -f ");
  }

  @Test
  void anyOtherRefusalIsAnError() throws IOException {
    global.refuse(ROLLOUT, 401, "unauthorized", "no");

    assertThat(run("apply", TEXT)).isEqualTo(1);
    assertThat(run("diff", TEXT)).isEqualTo(1);
  }
}
