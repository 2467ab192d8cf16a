package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.trust.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fleet at a glance, and what happened in it, through the driver. */
class OverviewDriveTest {
  private final World world = new World();

  private Overview overview() {
    return world.done(world.driver.overview());
  }

  /** Oldest first. */
  private List<String> told() {
    List<String> told =
        new ArrayList<>(
            overview().changes().stream().map(c -> c.kind() + " " + c.subject()).toList());
    Collections.reverse(told);
    return told;
  }

  @Test
  void theCensusFollowsReportsAndHandOversAndIsTheSameAfterARestart() {
    world.withFleet(2);
    Report report = Samples.report(World.id("n0"), 1, Optional.empty(), Samples.OLD_IMAGE);
    world
        .north()
        .reports
        .add(new RelayedReport(1, report.device(), 1, Reports.sign(world.reportKey, report)));
    world.sync(world.north());
    world.done(world.driver.pin(World.id("n1"), Optional.of(SOUTH)));
    Overview before = overview();
    assertThat(before.devices()).isEqualTo(4);
    assertThat(before.online()).isEqualTo(4);
    assertThat(before.census())
        .containsExactly(
            new CensusRow(
                Samples.PUMP, Optional.empty(), DeviceState.UNKNOWN, Optional.of(SOUTH), 3),
            new CensusRow(
                Samples.PUMP,
                Optional.of(new Version("1")),
                DeviceState.COMMITTED,
                Optional.of(NORTH),
                1));
    world.restart();
    assertThat(overview()).isEqualTo(before);
  }

  @Test
  void aRolloutsLifeIsTold() {
    world.withFleet(3);
    RolloutId r = RolloutId.of("r");
    world.done(
        world.driver.start(
            spec(
                "r",
                count("canary", 1, gate(1, Duration.ZERO)),
                all("rest", gate(1, Duration.ZERO)))));
    world.syncAll();
    world.restart();
    assertThat(told())
        .containsExactly(
            "regionJoined north",
            "regionJoined south",
            "releasePublished pump-2",
            "rolloutStarted r",
            "waveOpened r",
            "gatePassed r",
            "waveOpened r",
            "gatePassed r",
            "rolloutCompleted r");

    world.north().failing.put(World.id("n0"), FailureClass.UNHEALTHY);
    world.syncAll();
    assertThat(overview().changes().get(0).kind()).isEqualTo("rolloutHalted");
    assertThat(overview().changes().get(0).detail()).contains("north 1");
    world.done(world.driver.command(r, Rollouts.Command.ABORT, "enough"));
    assertThat(overview().changes().get(0).detail()).isEqualTo("enough");
  }

  @Test
  void aRegionThatFallsSilentIsToldOnceAndWhenItIsBack() {
    world.join(NORTH);
    world.join(SOUTH);
    Duration silent = Settings.DEFAULT.silentAfter();
    world.loop.advance(silent.minusSeconds(1));
    world.sync(world.south());
    world.loop.advance(Duration.ofSeconds(2));
    assertThat(told()).endsWith("regionJoined south", "regionSilent north");

    world.restart();
    world.sync(world.south());
    world.loop.advance(silent.minusSeconds(1));
    world.sync(world.south());
    world.loop.advance(silent.minusSeconds(1));
    assertThat(told()).endsWith("regionJoined south", "regionSilent north");

    world.sync(world.north());
    world.sync(world.north());
    assertThat(told()).endsWith("regionSilent north", "regionBack north");
  }

  /** Global was away itself, and so nobody could be heard. */
  @Test
  void afterARestartARegionHasItsTimeToSync() {
    world.join(NORTH);
    world.loop.crash();
    world.loop.advance(Duration.ofDays(1));
    world.restart();
    world.loop.advance(Settings.DEFAULT.silentAfter().minusSeconds(1));
    assertThat(told()).containsExactly("regionJoined north");
    world.loop.advance(Duration.ofSeconds(1));
    assertThat(told()).endsWith("regionSilent north");
  }

  @Test
  void changesComeInPagesTheNewestFirst() {
    world.withFleet(1);
    ChangePage first = world.done(world.driver.changes(Long.MAX_VALUE, 2));
    assertThat(first.items()).extracting(Change::number).containsExactly(3L, 2L);
    long below = Long.parseLong(first.next().orElseThrow());
    ChangePage second = world.done(world.driver.changes(below, 2));
    assertThat(second.items()).extracting(Change::number).containsExactly(1L);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void aDeviceShowsWhatTheNewestOpenRolloutWantsOnIt() {
    world.withFleet(1);
    assertThat(device("n0").desired()).isEmpty();
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    world.syncAll();
    assertThat(device("n0").desired()).contains(ReleaseId.of("pump-2"));
    assertThat(device("n0").desiredBy()).contains(RolloutId.of("r"));

    world.publish("pump-3", 3);
    world.done(
        world.driver.start(
            new RolloutSpec(
                RolloutId.of("s"),
                ReleaseId.of("pump-3"),
                "device=s0",
                List.of(all("all", gate(1, Duration.ZERO))),
                1,
                Duration.ofHours(1),
                spec("x", all("all", gate(1, Duration.ZERO))).deadlines(),
                List.of())));
    assertThat(device("n0").desiredBy()).contains(RolloutId.of("r"));
    assertThat(device("s0").desiredBy()).contains(RolloutId.of("s"));
    world.done(world.driver.command(RolloutId.of("s"), Rollouts.Command.ABORT, ""));
    assertThat(device("s0").desiredBy()).contains(RolloutId.of("r"));
  }

  private DeviceView device(String name) {
    return world.done(world.driver.device(World.id(name)));
  }
}
