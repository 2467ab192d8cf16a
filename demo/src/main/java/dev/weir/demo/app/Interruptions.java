package dev.weir.demo.app;

import dev.weir.demo.process.Child;
import dev.weir.demo.view.Display;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.message.Report;
import java.time.Duration;
import java.util.Optional;

/**
 * Two {@code kill -9} on the way: the slow device's agent when half of its payload is there, and
 * its regional controller once the agent goes on.
 */
final class Interruptions {
  private final World world;
  private final Plot.Device slow;
  private Act next = Act.KILL_AGENT;

  private enum Act {
    KILL_AGENT,
    SEE_IT_RESUME,
    KILL_REGION,
    DONE
  }

  Interruptions(World world) {
    this.world = world;
    this.slow = world.plot().slowDevice();
  }

  void look(RolloutView view) {
    next =
        switch (next) {
          case KILL_AGENT -> killAgentPastHalf();
          case SEE_IT_RESUME -> seeItResume();
          case KILL_REGION -> killRegion(view);
          case DONE -> Act.DONE;
        };
  }

  private Act killAgentPastHalf() {
    Optional<LocalDeviceView> seen = world.reading().local(slow.region(), slow.id());
    if (seen.isEmpty()
        || seen.get().total() == 0
        || seen.get().offset() * 2 <= seen.get().total()) {
      return Act.KILL_AGENT;
    }
    Child agent = world.supervisor().child("device-" + slow.id());
    world
        .display()
        .say(
            "kill -9 of device "
                + slow.id()
                + " (process "
                + agent.pid()
                + ") at an observed offset of "
                + Display.bytes(seen.get().offset())
                + " of "
                + Display.bytes(seen.get().total()));
    agent.kill();
    return Act.SEE_IT_RESUME;
  }

  private Act seeItResume() {
    Optional<Report> resumed =
        world.reading().device(slow.id()).stream()
            .flatMap(device -> device.reports().stream())
            .filter(report -> report.resumedAt() > 0)
            .findFirst();
    if (resumed.isEmpty()) {
      return Act.SEE_IT_RESUME;
    }
    world
        .display()
        .say(
            "device "
                + slow.id()
                + " resumed at offset "
                + resumed.get().resumedAt()
                + " (its signed report)");
    return Act.KILL_REGION;
  }

  private Act killRegion(RolloutView view) {
    Child region = world.supervisor().child("region-" + slow.region());
    world
        .display()
        .say(
            "kill -9 of region "
                + slow.region()
                + " (process "
                + region.pid()
                + ") in the middle of the wave, with "
                + (world.plot().deviceCount() - RolloutWatch.committed(view))
                + " devices to go");
    region.kill();
    return Act.DONE;
  }

  void demandThatAllHappened() {
    if (next != Act.DONE) {
      throw new StoryEndedEarly("the rollout ended before " + next + "; make --rate lower");
    }
    world.await(
        "the region's return",
        Duration.ofSeconds(30),
        () -> world.reading().local(slow.region(), slow.id()).isPresent());
  }
}
