package dev.weir.sim.fleet;

import dev.weir.global.rollout.Rollouts.Command;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.sim.check.Invariant;
import java.time.Duration;
import java.util.List;

/** The stories that can be told, by name. */
public enum Scenario {
  /** A good release, and nothing goes wrong. */
  GOOD,
  /** A good release, while everything goes wrong. */
  TROUBLE,
  /** A release that fails its trial, then a good one. */
  BAD,
  /** Every fifth device is away until the others are done. */
  OFFLINE,
  /** A region is parted from global past its lease. */
  PARTITION,
  /** Nodes die at their commits, again and again. */
  CRASHES,
  /** An operator pauses, resumes and aborts. */
  COMMANDS,
  /** An operator starts an older release after a newer one. */
  OLDER,
  /** Devices move to another region in the middle of a rollout. */
  MOVE,
  /** An operator can't make up his mind, and the weather is bad. */
  FLAPPING,
  /** A release whose delta is wrong, and not enough room for everybody's full image. */
  FALLBACK,
  /** One region is taken over and offers its devices a forged release. */
  FORGED;

  private static final Duration LIMIT = Duration.ofHours(3);

  void tell(Story story) {
    switch (this) {
      case GOOD -> good(story);
      case TROUBLE -> trouble(story);
      case BAD -> bad(story);
      case OFFLINE -> offline(story);
      case PARTITION -> partition(story);
      case CRASHES -> crashes(story);
      case COMMANDS -> commands(story);
      case OLDER -> older(story);
      case MOVE -> move(story);
      case FLAPPING -> flapping(story);
      case FALLBACK -> fallback(story);
      case FORGED -> forged(story);
    }
  }

  private static void good(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    RolloutId rollout = story.start("good", release);
    story.untilQuiet(LIMIT);
    ended(story, rollout, "COMPLETED");
    // A payload bit may flip three times in a row; more than a handful of devices it can't stop.
    story.expect(
        story.keeping(release) >= story.devices() * 98L / 100,
        Invariant.CONVERGENCE,
        story.keeping(release) + " of " + story.devices() + " keep it");
  }

  private static void trouble(Story story) {
    int size = story.devices();
    ReleaseId release = story.release("2.0", "healthy");
    RolloutId rollout = story.start("trouble", release);
    story.trouble(
        Duration.ofMinutes(10),
        all ->
            all.plan()
                .crashes(size, all.devices())
                .crashes(4, all.regions())
                .crashes(2, List.of("global"))
                .fuses(9, all.regions())
                .fuses(4, List.of("global"))
                .cuts(size / 3, all.deviceLinks(), Duration.ofMinutes(6))
                .cuts(4, all.regionLinks(), Duration.ofMinutes(4))
                .storms(4)
                .skews(size / 10, all.devices()));
    story.heal();
    story.untilQuiet(LIMIT);
    story.failedOnlyBy(List.of(FailureClass.BOOT_LOOP));
    ended(story, rollout, "COMPLETED");
  }

  private static void bad(Story story) {
    ReleaseId sick = story.release("3.0", "sick");
    RolloutId bad = story.start("bad", sick);
    story.untilQuiet(LIMIT);
    ended(story, bad, "HALTED");
    story.expect(
        story.keeping(sick) == 0 && story.touched(sick) * 5 < story.devices(),
        Invariant.ROLLOUT_ENDS,
        story.touched(sick) + " of " + story.devices() + " were touched");
    story.command(bad, Command.ABORT);
    ReleaseId cure = story.release("3.1", "healthy");
    RolloutId good = story.start("cure", cure);
    story.untilQuiet(LIMIT);
    ended(story, good, "COMPLETED");
  }

  private static void offline(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    story.cutOff(5);
    RolloutId rollout = story.start("offline", release);
    story.pass(Duration.ofMinutes(40));
    story.heal();
    story.untilQuiet(LIMIT);
    ended(story, rollout, "COMPLETED");
  }

  private static void partition(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    story.cutOff(4);
    RolloutId rollout = story.start("partition", release);
    story.pass(Duration.ofMinutes(12));
    story.cutOffRegion(0);
    story.pass(Duration.ofMinutes(12));
    story.backAgain(4);
    story.pass(Duration.ofMinutes(12));
    story.heal();
    story.untilQuiet(LIMIT);
    ended(story, rollout, "COMPLETED");
  }

  private static void crashes(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    RolloutId rollout = story.start("crashes", release);
    story.fragile();
    story.trouble(
        Duration.ofMinutes(9),
        all -> all.plan().fuses(30, all.regions()).fuses(15, List.of("global")).storms(2));
    story.heal();
    story.untilQuiet(LIMIT);
    story.failedOnlyBy(List.of(FailureClass.BOOT_LOOP));
    ended(story, rollout, "COMPLETED");
  }

  private static void commands(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    RolloutId rollout = story.start("commands", release);
    story.untilOpen(rollout, 3);
    story.command(rollout, Command.PAUSE);
    story.pass(Duration.ofMinutes(5));
    story.command(rollout, Command.RESUME);
    story.pass(Duration.ofSeconds(20));
    story.command(rollout, Command.ABORT);
    story.untilQuiet(LIMIT);
    ended(story, rollout, "ABORTED");
    ReleaseId next = story.release("2.1", "healthy");
    RolloutId second = story.start("second", next);
    story.untilQuiet(LIMIT);
    ended(story, second, "COMPLETED");
  }

  private static void older(Story story) {
    ReleaseId older = story.release("2.0", "healthy");
    ReleaseId newer = story.release("2.1", "healthy");
    RolloutId first = story.start("newer", newer);
    story.untilQuiet(LIMIT);
    ended(story, first, "COMPLETED");
    RolloutId second = story.start("older", older);
    story.untilQuiet(LIMIT);
    ended(story, second, "HALTED");
    story.expect(
        story.touched(older) == 0, Invariant.COUNTER_NEVER_FALLS, story.touched(older) + " did");
  }

  private static void move(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    RolloutId rollout = story.start("move", release);
    story.pass(Duration.ofMinutes(1));
    story.move(4);
    story.pass(Duration.ofMinutes(4));
    story.move(5);
    story.untilQuiet(LIMIT);
    story.allAtHome();
    ended(story, rollout, "COMPLETED");
  }

  private static void flapping(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    RolloutId rollout = story.start("flapping", release);
    story.untilOpen(rollout, 2);
    story.storm();
    for (int i = 0; i < 12; i++) {
      story.hastily(rollout, Command.PAUSE);
      story.hastily(rollout, Command.RESUME);
    }
    story.pass(Duration.ofMinutes(1));
    story.heal();
    story.untilQuiet(LIMIT);
    ended(story, rollout, "COMPLETED");
  }

  private static void fallback(Story story) {
    ReleaseId release = story.releaseWithWrongDelta("2.0");
    long room = story.fullImages(release, story.devices() / 4);
    RolloutId rollout = story.start("fallback", release, room);
    story.trouble(Duration.ofMinutes(10), all -> all.plan().crashes(9, all.regions()));
    story.heal();
    story.untilQuiet(LIMIT);
    ended(story, rollout, "COMPLETED");
    story.expect(
        story.keeping(release) > story.devices() / 2 && story.keeping(release) < story.devices(),
        Invariant.FALLBACK_BUDGET,
        story.keeping(release) + " of " + story.devices() + " had room for the full image");
  }

  private static void forged(Story story) {
    ReleaseId release = story.release("2.0", "healthy");
    story.takeOver(0, "2.0");
    RolloutId rollout = story.start("forged", release);
    story.untilQuiet(LIMIT);
    story.expect(
        story.keeping(release) < story.devices(),
        Invariant.VERIFIED_IMAGE,
        "devices of the region that was taken over keep " + release);
    story.expect(
        !story.state(rollout).equals("RUNNING"),
        Invariant.ROLLOUT_ENDS,
        rollout + " is " + story.state(rollout));
  }

  private static void ended(Story story, RolloutId rollout, String state) {
    story.expect(
        story.state(rollout).equals(state),
        Invariant.ROLLOUT_ENDS,
        rollout + " is " + story.state(rollout) + " instead of " + state);
  }
}
