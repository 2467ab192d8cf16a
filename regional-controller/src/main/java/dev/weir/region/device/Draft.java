package dev.weir.region.device;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.FailureClass;
import dev.weir.trust.report.Chain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A record that is being changed within one step. */
final class Draft {
  DeviceOwned owned;
  StreamCursor outbox;
  Chain chain;
  long anomalies;
  Optional<Facts> facts;
  DesiredState desired;
  Generation accepted;
  final List<Action> actions;
  private final List<Action> before;
  Optional<Instant> lastSeen;
  long offset;
  long total;

  Draft(DeviceRecord record) {
    owned = record.owned();
    outbox = record.outbox();
    chain = new Chain(record.reports(), record.lastReport());
    anomalies = record.anomalies();
    facts = record.facts();
    desired = record.desired();
    accepted = record.accepted();
    before = record.actions();
    actions = new ArrayList<>(before);
    lastSeen = record.lastSeen();
    offset = record.offset();
    total = record.total();
  }

  DeviceRecord record() {
    Optional<Digest> last = chain.digest();
    return new DeviceRecord(
        owned,
        outbox,
        chain.counter(),
        last,
        anomalies,
        facts,
        desired,
        accepted,
        actions.equals(before) ? before : actions,
        lastSeen,
        offset,
        total);
  }

  int indexOf(RolloutId rollout) {
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i).rollout().equals(rollout)) {
        return i;
      }
    }
    return -1;
  }

  void accepts(Generation generation) {
    if (generation.isAfter(accepted)) {
      accepted = generation;
    }
  }

  /** Sends a desired state without a goal, so that the device gives up what it has not begun. */
  void takeBack() {
    desired = new DesiredState(record().nextGeneration(), Optional.empty());
  }

  /** Whether the goal that was sent last is this rollout's. */
  boolean wants(RolloutId rollout) {
    return desired.goal().map(goal -> goal.rollout().equals(rollout)).orElse(false);
  }

  /** Whether what was sent last is for another rollout. */
  boolean wantsOther(RolloutId rollout) {
    return desired.goal().isPresent() && !wants(rollout);
  }

  /** A stage without permit and deadline. */
  void rest(int at, Stage stage, Optional<FailureClass> failure) {
    actions.set(at, actions.get(at).resting(stage, failure));
  }
}
