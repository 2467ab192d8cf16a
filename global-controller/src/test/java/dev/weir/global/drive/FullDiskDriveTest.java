package dev.weir.global.drive;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.StoreFull;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.trust.report.Reports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk is full for a while. */
class FullDiskDriveTest {
  private final World world = new World();
  private boolean full;

  @BeforeEach
  void fleet() {
    world.store =
        (GlobalStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {GlobalStore.class},
                (proxy, method, arguments) -> {
                  if (full && method.getName().equals("commit")) {
                    throw new StoreFull("no room", new RuntimeException());
                  }
                  try {
                    return method.invoke(world.memory, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    world.restart();
    world.withFleet(3);
  }

  private void roomAgain() {
    full = false;
    world.loop.advance(FullDisk.RETRY);
  }

  @Test
  void writesAreRefusedReadsGoOnAndAllGoesOnByItself() {
    full = true;
    assertThat(
            world
                .refused(
                    world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))),
                    Code.DISK_FULL)
                .retryAfter())
        .isPresent();
    world.refused(world.driver.pin(World.id("n0"), Optional.of(SOUTH)), Code.DISK_FULL);
    assertThat(world.done(world.driver.overview()).devices()).isEqualTo(6);
    assertThat(world.done(world.driver.device(World.id("n0"))).region()).contains(NORTH);
    assertThat(world.driver.trouble().orElseThrow()).contains("full");
    world.loop.advance(Duration.ofSeconds(9));
    assertThat(world.driver.trouble()).isPresent();

    roomAgain();
    assertThat(world.driver.trouble()).isEmpty();
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
  }

  @Test
  void aRegionIsAnsweredAndKeepsWhatCouldNotBeTaken() {
    world.done(world.driver.start(spec("r", all("all", gate(1, Duration.ZERO)))));
    world.syncAll();
    full = true;
    Report report = Samples.report(World.id("n0"), 1, Optional.empty(), Samples.OLD_IMAGE);
    world
        .north()
        .reports
        .add(new RelayedReport(1, report.device(), 1, Reports.sign(world.reportKey, report)));
    world.north().failing.put(World.id("n0"), FailureClass.UNHEALTHY);
    FeedPage page = world.sync(world.north());
    assertThat(page.reportsTaken()).isZero();
    assertThat(page.leaseUntil()).isAfter(world.loop.now());
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);

    roomAgain();
    world.sync(world.north());
    assertThat(world.north().reports).isEmpty();
    assertThat(world.done(world.driver.device(World.id("n0"))).report()).contains(report);
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.HALTED);
  }

  /** The end of a bake, and the ranks that the last region had just said. */
  @Test
  void whatARolloutWasAboutToDoIsDoneWhenThereIsRoom() {
    Duration bake = Duration.ofMinutes(1);
    world.done(
        world.driver.start(
            spec("r", count("canary", 1, gate(1, bake)), all("rest", gate(1, Duration.ZERO)))));
    world.sync(world.north());
    world.sync(world.north());
    world.sync(world.south());
    full = true;
    world.sync(world.south());
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.PREPARING);
    roomAgain();
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.RUNNING);
    full = true;
    world.loop.advance(bake);
    roomAgain();
    world.syncAll();
    assertThat(world.rollout("r").state()).isEqualTo(RolloutState.COMPLETED);
  }

  @Test
  void aHandOverStopsAndGoesOnAndNoRegionIsCalledSilentForIt() {
    world.done(
        world.driver.putResidency(
            List.of(new ResidencyRule("south", "device in (n0,n1)", List.of(SOUTH))), Terms.NONE));
    world.done(world.driver.pin(World.id("n0"), Optional.empty()));
    full = true;
    world.loop.advance(Settings.DEFAULT.silentAfter().multipliedBy(3));
    roomAgain();
    world.loop.advance(Duration.ofSeconds(1));
    assertThat(world.done(world.driver.changes(Long.MAX_VALUE, 100)).items())
        .extracting(Change::kind)
        .doesNotContain("regionSilent");
    assertThat(world.memory.residency().isSettled()).isTrue();
  }
}
