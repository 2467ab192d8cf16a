package dev.weir.region.device;

import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.trust.report.Chain;
import java.time.Instant;
import java.util.Optional;

/** The steps of a device's record, but for reports: those are in {@link DeviceReports}. */
public final class Devices {
  private Devices() {}

  /** Global says again who the device is, or under which epoch; an older epoch changes nothing. */
  public static DeviceRecord owned(DeviceRecord record, DeviceOwned owned) {
    if (owned.ownerEpoch() < record.owned().ownerEpoch()) {
      return record;
    }
    Draft draft = new Draft(record);
    draft.owned = owned;
    return draft.record();
  }

  /**
   * The device says who it is and what it runs. Source: docs/protocol.md, section 4.2.
   *
   * @return empty where the hello is a late one: of a store that is gone, or older than entries
   *     that are durable here
   */
  public static Optional<DeviceRecord> hello(
      DeviceRecord record, Hello hello, Orders orders, Instant now) {
    StreamCursor outbox = record.outbox();
    boolean same = outbox.is(hello.stream());
    if (outbox.isRetired(hello.stream()) || (same && hello.lastSequence() < outbox.cursor())) {
      return Optional.empty();
    }
    Draft draft = new Draft(record);
    if (!same) {
      startOver(draft, hello);
    }
    draft.facts = Optional.of(Facts.of(hello));
    draft.accepts(hello.accepted());
    draft.lastSeen = Optional.of(now);
    boolean synced = hello.lastSequence() <= draft.outbox.cursor();
    afterHello(draft, hello, synced, orders, now);
    return Optional.of(draft.record());
  }

  /** A new store knows nothing of the last goal: what has ended must not begin once more. */
  private static void startOver(Draft draft, Hello hello) {
    draft.outbox = draft.outbox.renewed(hello.stream());
    draft.chain = Chain.START;
    if (draft.desired.goal().isPresent()) {
      int at = draft.indexOf(draft.desired.goal().get().rollout());
      if (at < 0 || draft.actions.get(at).stage().hasEnded()) {
        draft.takeBack();
      }
    }
  }

  private static void afterHello(
      Draft draft, Hello hello, boolean synced, Orders orders, Instant now) {
    int last = draft.actions.size() - 1;
    if (last < 0) {
      return;
    }
    Action action = draft.actions.get(last);
    boolean took = hello.accepted().equals(action.generation()) && hello.phase().isPresent();
    if (action.stage() == Stage.SENT && took) {
      live(draft, last, StageEvent.ALIVE, orders, now);
    } else if (action.stage() == Stage.SILENT && synced) {
      live(draft, last, alive(hello.phase()), orders, now);
    }
  }

  private static StageEvent alive(Optional<UpdatePhase> phase) {
    return phase.isPresent() ? StageEvent.ALIVE : StageEvent.IDLE;
  }

  /** A sign of life between reports. */
  public static DeviceRecord heartbeat(
      DeviceRecord record, Heartbeat heartbeat, Orders orders, Instant now) {
    Draft draft = new Draft(record);
    draft.lastSeen = Optional.of(now);
    draft.offset = heartbeat.offset();
    draft.total = heartbeat.total();
    draft.facts = draft.facts.map(facts -> facts.with(heartbeat.phase()));
    int last = draft.actions.size() - 1;
    if (last >= 0 && draft.actions.get(last).stage() == Stage.SILENT) {
      live(draft, last, alive(heartbeat.phase()), orders, now);
    }
    return draft.record();
  }

  private static void live(Draft draft, int at, StageEvent event, Orders orders, Instant now) {
    Action action = draft.actions.get(at);
    Stage next = action.stage().after(event);
    if (next == Stage.WITHDRAWN) {
      draft.rest(at, next, Optional.empty());
      return;
    }
    Optional<Instant> deadline =
        orders.of(action.rollout()).map(order -> now.plus(order.deadlines().download()));
    draft.actions.set(at, action.going(next, false, action.permitUntil(), deadline));
  }

  /** Entries up to here are durable with this step. */
  public static DeviceRecord cursor(DeviceRecord record, long sequence) {
    return record.with(record.outbox().at(sequence));
  }

  /** An entry that can't be believed or read: kept as a number, changes nothing else. */
  public static DeviceRecord anomaly(DeviceRecord record) {
    Draft draft = new Draft(record);
    draft.anomalies++;
    return draft.record();
  }

  /** It could not apply its delta, and the rollout answers that. */
  public static DeviceRecord fellBack(DeviceRecord record, RolloutId rollout, Fallback answer) {
    Draft draft = new Draft(record);
    int at = draft.indexOf(rollout);
    draft.actions.set(at, draft.actions.get(at).answered(answer));
    if (answer == Fallback.FULL_IMAGE && draft.wants(rollout)) {
      draft.takeBack(); // Nobody may take up the goal with deltas once more.
    }
    return draft.record();
  }

  /**
   * A new desired state under a permit; a goal of another rollout that is not begun gives way.
   *
   * @param isListed whether the cache has what the directive names besides the manifest
   */
  public static DeviceRecord dispatched(
      DeviceRecord record, Directive order, boolean isListed, Instant now) {
    Draft draft = new Draft(record);
    Generation generation = record.nextGeneration();
    Instant startBefore = now.plus(order.startWithin());
    boolean deltas = !record.action(order.rollout()).map(Action::takesFullImage).orElse(false);
    Goal goal = goal(order, isListed && deltas, deltas, startBefore);
    draft.desired = new DesiredState(generation, Optional.of(goal));
    for (int i = 0; i < draft.actions.size(); i++) {
      Action other = draft.actions.get(i);
      if (!other.rollout().equals(order.rollout()) && other.stage().mayBeRecalled()) {
        draft.rest(i, Stage.WITHDRAWN, Optional.empty());
      }
    }
    int at = draft.indexOf(order.rollout());
    Action action =
        at < 0
            ? begun(order.rollout(), generation, startBefore)
            : draft.actions.remove(at).sent(generation, startBefore);
    if (draft.actions.size() == DeviceRecord.MAX_ACTIONS) {
      draft.actions.remove(0);
    }
    draft.actions.add(permitted(action, order, now));
    return draft.record();
  }

  /** Source: docs/protocol.md, section 5.6. */
  private static Goal goal(Directive order, boolean more, boolean deltas, Instant startBefore) {
    return new Goal(
        order.rollout(),
        order.release(),
        order.manifest(),
        order.manifestBytes(),
        startBefore,
        more ? order.more() : Optional.empty(),
        more ? order.moreBytes() : 0,
        deltas);
  }

  /** An action of which nothing is known yet but its goal. */
  static Action begun(RolloutId rollout, Generation generation, Instant startBefore) {
    return new Action(
        rollout,
        generation,
        Stage.WITHDRAWN,
        Optional.empty(),
        Optional.empty(),
        startBefore,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Action permitted(Action action, Directive order, Instant now) {
    Stage next = action.stage().after(StageEvent.DISPATCHED);
    Optional<Instant> deadline =
        next == Stage.WORKING
            ? Optional.of(now.plus(order.deadlines().accept()).plus(order.deadlines().download()))
            : Optional.empty();
    return action.going(next, false, Optional.of(action.startBefore()), deadline);
  }

  /** Takes the goal of this rollout back where the device may not have begun to install. */
  public static DeviceRecord recalled(DeviceRecord record, RolloutId rollout) {
    Draft draft = new Draft(record);
    int at = draft.indexOf(rollout);
    if (at < 0 || !draft.actions.get(at).stage().mayBeRecalled()) {
      return record;
    }
    draft.rest(at, Stage.WITHDRAWN, Optional.empty());
    if (!draft.wantsOther(rollout)) {
      draft.takeBack();
    }
    return draft.record();
  }

  /** Ends what ends by itself: permits and deadlines that are over. */
  public static DeviceRecord expired(DeviceRecord record, Instant now) {
    Draft draft = new Draft(record);
    for (int i = 0; i < draft.actions.size(); i++) {
      Action action = draft.actions.get(i);
      if (isOver(action.deadline(), now)) {
        Stage next = action.stage().after(StageEvent.DEADLINE);
        draft.rest(
            i,
            next,
            next == Stage.LOST ? Optional.of(FailureClass.SILENT_AFTER_SWITCH) : Optional.empty());
      } else if (isOver(action.permitUntil(), now)) {
        draft.actions.set(
            i,
            action.going(action.stage(), action.asksAgain(), Optional.empty(), action.deadline()));
      }
    }
    return draft.record();
  }

  private static boolean isOver(Optional<Instant> end, Instant now) {
    return end.isPresent() && !now.isBefore(end.get());
  }
}
