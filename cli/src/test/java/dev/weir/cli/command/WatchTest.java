package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.RolloutText;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.wire.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest extends CliFixture {
  private static final String STATUS = "GET /v1/rollouts/update-1";

  private void answerStatus(RolloutState... states) {
    for (RolloutState state : states) {
      global.answer(STATUS, 200, RolloutView.CODEC.toJson(Views.in(state)));
    }
  }

  @Test
  void watchingShowsEachChangeAndEndsWithTheRollout() {
    answerStatus(RolloutState.RUNNING, RolloutState.RUNNING, RolloutState.COMPLETED);

    assertThat(run("rollout", "status", "update-1", "--watch")).isZero();
    assertThat(terminal.pauses).isEqualTo(2);
    assertThat(printed())
        .isEqualTo(
            RolloutText.status(Views.in(RolloutState.RUNNING), Views.NOW)
                + "--- 2026-03-01T12:00:35Z\nRollout update-1: completed\n"
                + "gone: A device that does not move: weir rollout why update-1 DEVICE\n");
  }

  @ParameterizedTest
  @CsvSource({"HALTED", "ABORTED"})
  void watchingARolloutThatStopsIsAConditionNotMet(RolloutState state) {
    answerStatus(RolloutState.RUNNING, state);

    assertThat(run("rollout", "status", "update-1", "-w")).isEqualTo(3);
  }

  @Test
  void watchingEndsWhenGlobalRefuses() {
    answerStatus(RolloutState.RUNNING);
    global.refuse(STATUS, 404, "notFound", "there is no such rollout");

    assertThat(run("rollout", "status", "update-1", "--watch")).isEqualTo(1);
  }

  @Test
  void onATerminalTheScreenIsDrawnOverItself() {
    terminal.interactive = true;
    answerStatus(RolloutState.RUNNING, RolloutState.RUNNING, RolloutState.COMPLETED);

    assertThat(run("rollout", "status", "update-1", "--watch")).isZero();
    assertThat(printed()).startsWith("\u001b[2J\u001b[HRollout update-1: running\n");
    assertThat(printed().split("\u001b\\[H", -1)).hasSize(4);
    assertThat(printed()).endsWith("\u001b[J").contains("Rollout update-1: completed\u001b[K\n");
  }

  @Test
  void withoutWatchATerminalIsLeftAsItIs() {
    terminal.interactive = true;
    answerStatus(RolloutState.RUNNING);

    assertThat(run("rollout", "status", "update-1")).isZero();
    assertThat(printed()).doesNotContain("\u001b");
  }

  @Test
  void aGlobalThatStartsAgainIsWaitedForAndSaidToBeAwayOnce() {
    answerStatus(RolloutState.RUNNING);
    global.stayAway(STATUS, false);
    global.stayAway(STATUS, true);
    global.refuse(STATUS, 503, "starting", "global is starting");
    answerStatus(RolloutState.COMPLETED);

    assertThat(run("rollout", "status", "update-1", "--watch")).isZero();
    assertThat(complained())
        .isEqualTo(
            """
            weir: https://127.0.0.1:8443: away; waiting for global
            weir: global answers again
            """);
    assertThat(printed()).contains("Rollout update-1: completed");
  }

  @Test
  void aGlobalThatNeverAnsweredIsNotWaitedFor() {
    global.stayAway(STATUS, false);

    assertThat(run("rollout", "status", "update-1", "--watch")).isEqualTo(1);
    assertThat(terminal.pauses).isZero();
  }

  @Test
  void listsAreWatchedUntilTheOperatorHasSeenEnough() {
    RegionList before = Views.regions();
    RegionView north = before.items().get(0);
    RegionList after = new RegionList(List.of(north));
    global.answer("GET /v1/regions?limit=500", 200, RegionList.CODEC.toJson(before));
    global.answer("GET /v1/regions?limit=500", 200, RegionList.CODEC.toJson(after));
    terminal.patience = 4;

    assertThat(run("get", "regions", "--watch")).isZero();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(printed().lines().skip(3))
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith("gone: south");
  }

  @Test
  void eachChangeIsADocumentOfItsOwnForPrograms() throws Malformed {
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.quiet()));
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.quiet()));
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.device()));
    terminal.interactive = true;
    terminal.patience = 5;

    assertThat(run("describe", "device", "pump-1", "--watch", "-o", "json")).isZero();
    assertThat(Thread.interrupted()).isTrue();
    List<String> lines = printed().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(DeviceView.CODEC.fromJson(lines.get(1))).isEqualTo(Views.device());
  }
}
