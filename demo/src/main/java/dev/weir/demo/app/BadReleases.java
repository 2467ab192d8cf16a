package dev.weir.demo.app;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.UpdatePhase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two releases that are signed well and are bad. Each must be stopped by its canary. */
final class BadReleases {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final World world;
  private final Plot plot;
  private final Pipeline pipeline;

  BadReleases(World world, Pipeline pipeline) {
    this.world = world;
    this.plot = world.plot();
    this.pipeline = pipeline;
  }

  void wrongCpu() throws Exception {
    world.display().chapter("5  A bad release: signed, newer, and built for another CPU");
    RolloutId rollout = RolloutId.of("wrong-cpu");
    halt(rollout, pipeline.buildWrongCpu());
    demand(rollout, FailureClass.WRONG_IMAGE, UpdatePhase.FAILED, "refused it before the switch");
  }

  void failingInTrial() throws Exception {
    world
        .display()
        .chapter("6  A bad release: signed, newer, right CPU, and it fails when it is started");
    if (!plot.cpu().knowsExit()) {
      world
          .display()
          .say("skipped: how to make a program fail is not known for " + plot.cpu().classifier());
      return;
    }
    RolloutId rollout = RolloutId.of("fails-in-trial");
    halt(rollout, pipeline.buildFailing());
    demand(
        rollout,
        FailureClass.UNHEALTHY,
        UpdatePhase.REVERTED,
        "installed it, tried it, and went back to " + plot.to());
  }

  private void halt(RolloutId rollout, String version) {
    world.operator().must(Rollouts.command(plot, "start", rollout.name(), version));
    RolloutView view =
        new RolloutWatch(world, rollout)
            .until(
                "the halt",
                LIMIT,
                v -> v.state() == RolloutState.HALTED && failed(v) == plot.canaries());
    world.operator().must(List.of("rollout", "abort", rollout.name(), "--reason", view.reason()));
  }

  private static int failed(RolloutView view) {
    return view.waves().stream().mapToInt(wave -> wave.counts().failed()).sum();
  }

  /** The canary devices failed as they should; everybody still runs the good release. */
  private void demand(RolloutId rollout, FailureClass failure, UpdatePhase phase, String did) {
    int touched = 0;
    for (DeviceView summary : world.reading().devices()) {
      Report last = summary.report().orElseThrow();
      if (!last.running().text().equals(plot.to())) {
        throw new StoryEndedEarly(summary.device() + " runs " + last.running());
      }
      if (last.rollout().equals(Optional.of(rollout))) {
        touched++;
        if (last.phase() != phase || !last.failure().equals(Optional.of(failure))) {
          throw new StoryEndedEarly(
              summary.device() + " ended in " + last.phase() + " " + last.failure());
        }
        world.display().say(summary.device() + " " + did + ": " + last.detail());
      }
    }
    if (touched != plot.canaries()) {
      throw new StoryEndedEarly(touched + " devices took part instead of " + plot.canaries());
    }
    world
        .display()
        .say(
            "the gate halted it; "
                + (plot.deviceCount() - touched)
                + " devices were never touched, all run "
                + plot.to());
  }
}
