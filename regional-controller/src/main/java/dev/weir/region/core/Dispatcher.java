package dev.weir.region.core;

import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.text.Shares;
import dev.weir.protocol.text.Words;
import dev.weir.region.device.Devices;
import dev.weir.region.device.Stage;
import dev.weir.region.dispatch.Dispatch;
import dev.weir.region.report.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** What a region does by itself after each batch: halts, takes back, and gives permits. */
final class Dispatcher {
  private final RegionIndex index;
  private final Self self;

  Dispatcher(RegionIndex index, Self self) {
    this.index = index;
    this.self = self;
  }

  void settle(Instant now) {
    index.due(now, device -> wake(device, now));
    for (Rollout rollout : new ArrayList<>(index.byOrder)) {
      judge(rollout);
      if (rollout.isOpen()) {
        dispatch(rollout, now);
      } else {
        takeBack(rollout, now);
      }
    }
  }

  private void wake(Tracked device, Instant now) {
    boolean isSaidAgain = device.sayAgain.isPresent() && !now.isBefore(device.sayAgain.get());
    if (isSaidAgain) {
      device.sayAgain = Optional.empty();
      if (device.presence.isConnected() && isUnheard(device)) {
        index.say(device, false);
      }
    }
    index.changed(device, Devices.expired(device.record, now), now);
    index.refresh(device, now);
  }

  /** Whether it may not have heard the newest desired state. */
  static boolean isUnheard(Tracked device) {
    return device.record.desired().generation().isAfter(device.record.accepted())
        && device
            .record
            .lastAction()
            .filter(action -> action.stage() == Stage.SENT || action.stage() == Stage.WORKING)
            .isPresent();
  }

  /** Regions may stop what global lets go on; never the other way round. */
  private void judge(Rollout rollout) {
    if (!rollout.isChanged || !rollout.isOpen()) {
      return;
    }
    rollout.isChanged = false;
    Evidence evidence = rollout.tally.evidence();
    evidence
        .crossed(rollout.order.abort(), rollout.excused)
        .ifPresent(threshold -> index.halt(rollout, why(threshold, evidence)));
  }

  private static String why(AbortThreshold threshold, Evidence evidence) {
    return evidence.failed(threshold.failure())
        + " of "
        + evidence.ended()
        + " that ended failed"
        + threshold.failure().map(Dispatcher::in).orElse("")
        + "; it halts from "
        + Shares.text(threshold.millionths())
        + " on";
  }

  private static String in(FailureClass failure) {
    return " (" + Words.of(failure) + ")";
  }

  private void takeBack(Rollout rollout, Instant now) {
    for (Tracked device : new ArrayList<>(rollout.recallable.values())) {
      index.changed(device, Devices.recalled(device.record, rollout.id()), now);
      index.say(device, false);
    }
  }

  private void dispatch(Rollout rollout, Instant now) {
    while (!rollout.ready.isEmpty()
        && Dispatch.ofRollout(rollout.standing(self.lease()), now).isPermit()) {
      Tracked device = rollout.ready.firstEntry().getValue();
      Member member = device.member(rollout).orElseThrow();
      boolean isPermitted =
          Dispatch.decide(
                  rollout.standing(self.lease()), device.candidate(member, device.winner()), now)
              .isPermit();
      if (!isPermitted) {
        throw new IllegalStateException(
            "device " + device.id() + " waits in " + rollout.id() + " and may not");
      }
      device.sayAgain = Optional.of(now.plus(rollout.order.deadlines().accept()));
      index.changed(
          device, Devices.dispatched(device.record, rollout.order, rollout.isListed(), now), now);
      index.say(device, false);
    }
  }
}
