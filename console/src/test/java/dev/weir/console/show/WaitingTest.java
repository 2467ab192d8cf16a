package dev.weir.console.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Model PUMP = new Model("pump");
  private static final RolloutId LAST = RolloutId.of("last");

  private static LocalRolloutView rollout(String name, RolloutState state, String selector) {
    RolloutId id = RolloutId.of(name);
    return new LocalRolloutView(
        id,
        ReleaseId.of("pump-2"),
        state,
        PUMP,
        selector,
        new RolloutCounts(id, List.of(), false),
        "",
        "",
        0,
        10,
        List.of(),
        List.of(),
        0,
        0,
        0);
  }

  private static List<String> asked(LocalRolloutView... rollouts) {
    LocalDeviceView device =
        new LocalDeviceView(
            DeviceId.of("pump-1"),
            false,
            "mqtt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Generation.NONE,
            Generation.NONE,
            Optional.of(LAST),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            PUMP,
            Map.of("line", "east"),
            Optional.of(SiteId.of("plant-7")),
            "rev-b",
            Optional.empty(),
            "",
            Optional.empty());
    return Waiting.of(device, List.of(rollouts)).stream().map(RolloutId::text).toList();
  }

  @Test
  void thoseUnderWayThatChooseItAreAskedTheNewestFirst() {
    assertThat(
            asked(
                rollout("r4", RolloutState.PAUSED, "site=plant-7,line=east"),
                rollout("r3", RolloutState.RUNNING, "line=west"),
                rollout("r2", RolloutState.RUNNING, "device=pump-1,hardware=rev-b"),
                rollout("r1", RolloutState.COMPLETED, "")))
        .containsExactly("r4", "r2");
  }

  @Test
  void elseTheNewestThatItMayStillJoinElseItsLast() {
    LocalRolloutView aborted = rollout("r3", RolloutState.ABORTED, "");
    assertThat(asked(aborted, rollout("r2", RolloutState.COMPLETED, ""))).containsExactly("r2");
    assertThat(asked(aborted)).containsExactly("last");
  }
}
