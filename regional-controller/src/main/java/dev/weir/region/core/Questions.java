package dev.weir.region.core;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.device.Action;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Facts;
import dev.weir.region.dispatch.Candidate;
import dev.weir.region.dispatch.Decision;
import dev.weir.region.dispatch.Dispatch;
import dev.weir.region.dispatch.Rule;
import dev.weir.region.presence.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** What global and people ask. Nothing here changes anything. */
final class Questions {
  private final RegionIndex index;
  private final Self self;

  Questions(RegionIndex index, Self self) {
    this.index = index;
    this.self = self;
  }

  Answer answer(Query query, Instant now) {
    return switch (query.kind()) {
      case RANKS -> ranks(query);
      case WHY -> why(query, now);
      case TARGETS, TELEMETRY -> Answer.problem(query.id(), "not known here");
    };
  }

  private Answer why(Query query, Instant now) {
    return query
        .rollout()
        .flatMap(rollout -> query.device().flatMap(device -> why(rollout, device, now)))
        .map(why -> Answer.why(query.id(), why))
        .orElseGet(() -> Answer.problem(query.id(), "this region does not serve the device"));
  }

  /** The k smallest ranks of the rollout's targets; looks at all devices. */
  private Answer ranks(Query query) {
    Selector selector;
    try {
      selector = Selector.parse(query.selector());
    } catch (IllegalArgumentException e) {
      return Answer.problem(query.id(), String.valueOf(e.getMessage()));
    }
    Optional<RolloutId> rollout = query.rollout();
    if (rollout.isEmpty()) {
      return Answer.problem(query.id(), "the question names no rollout");
    }
    int k = Math.min(query.k(), Limits.LIST);
    PriorityQueue<Rank> smallest = new PriorityQueue<>(Collections.reverseOrder());
    for (Tracked device : index.devices.values()) {
      boolean isModel = query.model().map(device.record.owned().model()::equals).orElse(true);
      if (k > 0 && isModel && selector.matches(device.record.owned().attributes())) {
        smallest.add(Rank.of(rollout.get(), device.id()));
        if (smallest.size() > k) {
          smallest.remove();
        }
      }
    }
    List<Rank> ranks = new ArrayList<>(smallest);
    Collections.sort(ranks);
    return Answer.ranks(query.id(), List.copyOf(ranks));
  }

  /** The same decision as the dispatcher's; empty where the region does not serve the device. */
  Optional<Explanation> why(RolloutId rollout, DeviceId device, Instant now) {
    return index.find(device).map(found -> why(rollout, found, now));
  }

  private Explanation why(RolloutId id, Tracked device, Instant now) {
    Rollout rollout = index.rollouts.get(id);
    if (rollout == null) {
      return explanation(
          id,
          device,
          Rule.UNKNOWN_ROLLOUT,
          "this region has no such rollout",
          "when global says so");
    }
    Candidate candidate =
        new Candidate(
            device.record,
            device.presence,
            Rank.of(id, device.id()),
            rollout.matches(device),
            device.winner());
    Decision decision = Dispatch.decide(rollout.standing(self.lease()), candidate, now);
    if (decision instanceof Decision.Blocked blocked) {
      return explanation(id, device, blocked.rule(), blocked.detail(), blocked.nextChange());
    }
    return explanation(id, device, Rule.PERMITTED, "nothing blocks it", "at once");
  }

  private static Explanation explanation(
      RolloutId rollout, Tracked device, Rule rule, String detail, String nextChange) {
    return new Explanation(
        device.id(),
        rollout,
        rule.text(),
        shortened(detail),
        shortened(nextChange),
        Optional.of(Rank.of(rollout, device.id())),
        device.record.action(rollout).flatMap(Action::phase));
  }

  private static String shortened(String text) {
    return text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT - 3) + "...";
  }

  Optional<LocalDeviceView> view(DeviceId device) {
    return index.find(device).map(Questions::view);
  }

  LocalDevicePage page(Selector selector, Optional<DeviceId> after, int limit) {
    var rest = after.map(id -> index.devices.tailMap(id, false)).orElseGet(() -> index.devices);
    List<LocalDeviceView> items = new ArrayList<>();
    for (Tracked device : rest.values()) {
      if (selector.matches(device.record.owned().attributes())) {
        if (items.size() == limit) {
          String last = items.get(limit - 1).device().text();
          return new LocalDevicePage(List.copyOf(items), Optional.of(last));
        }
        items.add(view(device));
      }
    }
    return new LocalDevicePage(List.copyOf(items), Optional.empty());
  }

  private static LocalDeviceView view(Tracked device) {
    DeviceRecord record = device.record;
    Presence presence = device.presence;
    Optional<Action> action = record.lastAction();
    Optional<UpdatePhase> phase = action.flatMap(Action::phase);
    return new LocalDeviceView(
        record.id(),
        presence.isPresent(),
        presence.isConnected()
            ? presence.transport()
            : record.facts().map(Facts::transport).orElse(""),
        record.lastSeen(),
        record.facts().map(Facts::version),
        record.facts().map(Facts::image),
        record.desired().generation(),
        record.accepted(),
        action.map(Action::rollout),
        phase.or(() -> record.facts().flatMap(Facts::phase)),
        action.flatMap(Action::failure),
        record.offset(),
        record.total(),
        record.outbox().cursor(),
        record.owned().model(),
        record.owned().labels(),
        Optional.empty(),
        "",
        Optional.empty(),
        "",
        Optional.empty());
  }
}
