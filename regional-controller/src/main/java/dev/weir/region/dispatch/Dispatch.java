package dev.weir.region.dispatch;

import static dev.weir.region.dispatch.Decision.blocked;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.text.Words;
import dev.weir.region.device.Action;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Facts;
import dev.weir.region.device.Fallback;
import dev.weir.region.device.FullImages;
import dev.weir.region.device.Stage;
import dev.weir.region.report.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a device may be updated now. The dispatcher and {@code why} ask the same function, so
 * that an explanation can't differ from what happens.
 */
public final class Dispatch {
  private static final Decision PERMIT = new Decision.Permit();

  private Dispatch() {}

  /** A permit, or the first rule that blocks. */
  public static Decision decide(Standing standing, Candidate candidate, Instant now) {
    Decision own = ofDevice(standing.order(), candidate, now);
    return own.isPermit() ? ofRollout(standing, now) : own;
  }

  /**
   * The rules that depend on the device. They change only with it, its directives and its timer.
   */
  public static Decision ofDevice(Directive order, Candidate candidate, Instant now) {
    if (!candidate.matches()) {
      return blocked(
          Rule.NOT_TARGET,
          () -> "the rollout is for model " + order.model() + " and \"" + order.selector() + '"',
          "when the device's labels or the rollout change");
    }
    if (Place.waveOf(order.waves(), candidate.rank()) < 0) {
      return blocked(
          Rule.ABOVE_OPEN_RANK,
          () -> "rank " + candidate.rank() + ", open up to " + openRank(order.waves()),
          "when a later wave opens");
    }
    Decision action = ofAction(order, candidate, now);
    return action.isPermit() ? ofPresence(order, candidate) : action;
  }

  private static String openRank(List<Rank> waves) {
    return waves.isEmpty() ? "none" : waves.get(waves.size() - 1).toString();
  }

  private static Decision ofAction(Directive order, Candidate candidate, Instant now) {
    DeviceRecord device = candidate.device();
    Optional<Action> action = device.action(order.rollout());
    if (action.isPresent()) {
      Decision decision =
          isWithoutRoom(action.get())
              ? usedUp(order, action.get(), candidate.fullImages())
              : ofStage(action.get(), now);
      if (!decision.isPermit()) {
        return decision;
      }
    }
    if (Place.runs(device, order.image())) {
      return blocked(
          Rule.ALREADY_RUNS, () -> "it runs " + order.release(), "never in this rollout");
    }
    return device.actions().stream()
        .filter(other -> other.stage() == Stage.SWITCHING)
        .findFirst()
        .map(other -> inProgress(other))
        .orElseGet(() -> ofSwitch(device));
  }

  /** What the device itself says, where this region does not know the action. */
  private static Decision ofSwitch(DeviceRecord device) {
    return device
        .facts()
        .flatMap(Facts::phase)
        .filter(phase -> phase.isSwitching())
        .map(
            phase ->
                blocked(
                    Rule.IN_PROGRESS, () -> "it says " + Words.of(phase), "with its next report"))
        .orElse(PERMIT);
  }

  private static Decision ofStage(Action action, Instant now) {
    return switch (action.stage()) {
      case SENT -> now.isBefore(action.startBefore()) ? inProgress(action) : PERMIT;
      case WORKING -> action.asksAgain() ? PERMIT : inProgress(action);
      case SWITCHING -> inProgress(action);
      case SILENT ->
          blocked(
              Rule.SILENT,
              () ->
                  "it accepted "
                      + action.generation()
                      + " and its deadline passed without a report",
              "when it is heard from again");
      case LOST, FAILED ->
          blocked(
              Rule.FAILED_ALREADY,
              () ->
                  "it failed in this rollout"
                      + action.failure().map(failure -> ": " + Words.of(failure)).orElse(""),
              "with another rollout");
      case COMMITTED ->
          blocked(Rule.ALREADY_RUNS, () -> "it committed in this rollout", "never in this rollout");
      case WITHDRAWN -> PERMIT;
    };
  }

  private static boolean isWithoutRoom(Action action) {
    return action.stage() == Stage.FAILED
        && action.fallback().equals(Optional.of(Fallback.NO_ROOM));
  }

  /** Source: docs/protocol.md, section 4.8. */
  private static Decision usedUp(Directive order, Action action, FullImages given) {
    return blocked(
        Rule.FALLBACK_USED_UP,
        () ->
            "it failed with its delta"
                + action.failure().map(failure -> ": " + Words.of(failure)).orElse("")
                + "; "
                + (given.each() == 0
                    ? "the release has no full image"
                    : "of the "
                        + order.fallbackBytes()
                        + " bytes of full images for that in this region "
                        + given.bytes()
                        + " are used, and one takes "
                        + given.each()),
        "with another rollout");
  }

  private static Decision inProgress(Action action) {
    return blocked(
        Rule.IN_PROGRESS,
        () ->
            action.rollout()
                + " under generation "
                + action.generation()
                + action.phase().map(phase -> ", " + Words.of(phase)).orElse(", not accepted yet"),
        () ->
            action
                .deadline()
                .map(end -> "with its next report, at the latest at " + end)
                .orElse("with its next report, or after " + action.startBefore()));
  }

  private static Decision ofPresence(Directive order, Candidate candidate) {
    if (order.state().isOpen()
        && candidate.winner().isPresent()
        && !candidate.winner().equals(Optional.of(order.rollout()))) {
      return blocked(
          Rule.SUPERSEDED_BY,
          () ->
              "rollout "
                  + candidate.winner().map(RolloutId::text).orElse("")
                  + " wants it and has the higher order",
          "when that rollout is aborted");
    }
    if (!candidate.presence().isPresent() || candidate.device().facts().isEmpty()) {
      return blocked(
          Rule.OFFLINE,
          () ->
              candidate.presence().isConnected()
                  ? "it is connected and has not said hello"
                  : "it is not connected",
          "when it says hello");
    }
    if (!candidate.presence().isSynced(candidate.device().outbox().cursor())) {
      return blocked(
          Rule.CATCHING_UP,
          () ->
              "entries up to "
                  + candidate.presence().expected()
                  + " are in its outbox, up to "
                  + candidate.device().outbox().cursor()
                  + " are here",
          "when its outbox is synced");
    }
    return PERMIT;
  }

  /** The rules that are the same for all devices of a rollout. */
  public static Decision ofRollout(Standing standing, Instant now) {
    Directive order = standing.order();
    Optional<Decision> closed = ofState(order);
    if (closed.isPresent()) {
      return closed.get();
    }
    if (standing.halted().isPresent()) {
      return blocked(
          Rule.REGION_HALTED,
          () -> standing.halted().orElse(""),
          "when global says that it goes on");
    }
    if (standing.lease().isOver(now)) {
      return blocked(
          Rule.LEASE_OVER,
          () ->
              standing
                  .lease()
                  .until()
                  .map(end -> "the region's lease ended at " + end)
                  .orElse("global never answered"),
          "when global answers");
    }
    if (standing.notReady().isPresent()) {
      return blocked(
          Rule.CACHE_NOT_READY,
          () -> standing.notReady().orElse(""),
          "when the payloads are in the cache");
    }
    if (standing.permits() >= order.maxConcurrent()) {
      return blocked(
          Rule.NO_PERMIT_FREE,
          () -> standing.permits() + " of " + order.maxConcurrent() + " permits are held",
          "when a device ends or its permit does");
    }
    return PERMIT;
  }

  private static Optional<Decision> ofState(Directive order) {
    return switch (order.state()) {
      case RUNNING, COMPLETED -> Optional.empty();
      case PREPARING ->
          Optional.of(
              blocked(
                  Rule.ROLLOUT_PREPARING, () -> "it waits for ranks", "when its first wave opens"));
      case PAUSED ->
          Optional.of(blocked(Rule.ROLLOUT_PAUSED, () -> "it is paused", "when it is resumed"));
      case HALTED ->
          Optional.of(blocked(Rule.ROLLOUT_HALTED, () -> "it was halted", "when it is resumed"));
      case ABORTED -> Optional.of(blocked(Rule.ROLLOUT_ABORTED, () -> "it was aborted", "never"));
    };
  }
}
