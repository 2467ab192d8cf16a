package dev.weir.region.device;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.trust.report.Link;
import dev.weir.trust.report.Reports;
import java.time.Instant;
import java.util.Optional;

/** What a device's signed reports do to its record. Source: docs/protocol.md, section 5.4. */
public final class DeviceReports {
  private DeviceReports() {}

  /**
   * What became of a report.
   *
   * @param isEvidence whether it is new and goes on to global
   */
  public record Taken(DeviceRecord record, boolean isEvidence) {}

  /**
   * Takes a report that is the device's own. One that was seen before changes nothing but the count
   * of anomalies; one that does not follow the last is counted there and believed all the same.
   */
  public static Taken take(
      DeviceRecord record, Reports.Verified verified, Orders orders, Instant now) {
    Draft draft = new Draft(record);
    Link link = draft.chain.judge(verified);
    if (link != Link.FOLLOWS) {
      draft.anomalies++;
    }
    if (link == Link.OLDER || link == Link.REPEAT) {
      return new Taken(draft.record(), false);
    }
    Report report = verified.report();
    draft.chain = draft.chain.with(verified);
    draft.lastSeen = Optional.of(now);
    draft.accepts(report.generation());
    draft.facts = draft.facts.map(facts -> facts.after(report));
    Optional<Directive> order = report.rollout().flatMap(orders::of);
    if (order.isPresent()) {
      move(draft, report, order.get(), now);
    }
    return new Taken(draft.record(), true);
  }

  /**
   * Whether a report says that the device could make nothing of the delta that it took: then the
   * full image may do. Source: docs/protocol.md, section 4.8.
   */
  public static boolean isOfDelta(Report report) {
    boolean isDelta =
        !report.payloadCodec().isEmpty() && !report.payloadCodec().equals(PayloadCodec.XZ.name());
    return isDelta && report.failure().filter(DeviceReports::isOfPayload).isPresent();
  }

  private static boolean isOfPayload(FailureClass failure) {
    return failure == FailureClass.CANNOT_APPLY || failure == FailureClass.DIGEST_MISMATCH;
  }

  private static void move(Draft draft, Report report, Directive order, Instant now) {
    int at = indexOrAdopt(draft, report, order, now);
    Action action = draft.actions.get(at);
    StageEvent event = StageEvent.of(report.phase());
    boolean isOfOlderGoal = action.generation().isAfter(report.generation());
    if (isOfOlderGoal && event == StageEvent.WORKS) {
      return; // A newer generation is on its way: what it did under the older one is over.
    }
    Stage next = action.stage().after(event);
    if (next == action.stage() && (next.hasEnded() || next == Stage.WITHDRAWN)) {
      return;
    }
    draft.actions.set(at, moved(action, next, report, order, now));
    if (isOfOlderGoal && event == StageEvent.FAILS && draft.wants(order.rollout())) {
      draft.takeBack(); // It failed before it saw the newer goal, and must not try again.
    }
  }

  /** A region that lost its store learns of what devices are doing from their reports. */
  private static int indexOrAdopt(Draft draft, Report report, Directive order, Instant now) {
    RolloutId rollout = order.rollout();
    int at = draft.indexOf(rollout);
    if (at >= 0) {
      return at;
    }
    if (draft.actions.size() == DeviceRecord.MAX_ACTIONS) {
      draft.actions.remove(0);
    }
    Action unknown =
        Devices.begun(rollout, report.generation(), now.plus(order.startWithin()))
            .resting(Stage.SENT, Optional.empty());
    draft.actions.add(unknown);
    return draft.actions.size() - 1;
  }

  private static Action moved(
      Action action, Stage next, Report report, Directive order, Instant now) {
    Action phased = action.in(report.phase());
    return switch (next) {
      case WORKING -> working(action, phased, order, now);
      case SWITCHING -> switching(action, phased, order, now);
      case FAILED ->
          phased.resting(next, Optional.of(report.failure().orElse(FailureClass.DEVICE_FAULT)));
      case COMMITTED, SENT, SILENT, LOST, WITHDRAWN -> phased.resting(next, Optional.empty());
    };
  }

  private static Action working(Action before, Action phased, Directive order, Instant now) {
    boolean isDownloaded = phased.phase().equals(Optional.of(UpdatePhase.DOWNLOADED));
    boolean saidSoBefore = before.stage() == Stage.WORKING && before.phase().equals(phased.phase());
    if (isDownloaded && (saidSoBefore || !now.isBefore(before.startBefore()))) {
      return phased.going(Stage.WORKING, true, Optional.empty(), Optional.empty());
    }
    boolean isNewPhase = isDownloaded || before.stage() != Stage.WORKING;
    Optional<Instant> deadline =
        isNewPhase ? Optional.of(now.plus(order.deadlines().download())) : before.deadline();
    return phased.going(Stage.WORKING, false, before.permitUntil(), deadline);
  }

  private static Action switching(Action before, Action phased, Directive order, Instant now) {
    Optional<Instant> deadline =
        before.stage() == Stage.SWITCHING
            ? before.deadline()
            : Optional.of(now.plus(order.deadlines().install()));
    // A permit is given by the dispatcher alone: who comes back late goes on without one.
    Optional<Instant> permit = before.permitUntil().flatMap(held -> deadline);
    return phased.going(Stage.SWITCHING, false, permit, deadline);
  }
}
