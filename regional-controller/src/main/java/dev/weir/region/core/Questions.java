package dev.weir.region.core;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.device.Action;
import dev.weir.region.dispatch.Candidate;
import dev.weir.region.dispatch.Decision;
import dev.weir.region.dispatch.Dispatch;
import dev.weir.region.dispatch.Rule;
import dev.weir.region.view.DeviceFilter;
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
  private final RegionId region;

  Questions(RegionIndex index, Self self, RegionId region) {
    this.index = index;
    this.self = self;
    this.region = region;
  }

  Answer answer(Query query, Instant now) {
    return switch (query.kind()) {
      case RANKS -> ranks(query);
      case WHY -> why(query, now);
      case TARGETS -> targets(query);
      case TELEMETRY -> throw new IllegalArgumentException("telemetry is asked elsewhere");
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
            device.winner(),
            rollout.fullImages);
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

  static String shortened(String text) {
    return text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT - 3) + "...";
  }

  private Answer targets(Query query) {
    if (query.rollout().isEmpty() || query.targets().isEmpty()) {
      return Answer.problem(query.id(), "the question names no rollout or no targets");
    }
    return targets(query.rollout().get(), query.targets().get())
        .map(page -> Answer.targets(query.id(), page))
        .orElseGet(() -> Answer.problem(query.id(), "this region has no such rollout"));
  }

  /** Empty where the region has no such rollout. */
  Optional<TargetPage> targets(RolloutId id, TargetsAsk ask) {
    return Optional.ofNullable(index.rollouts.get(id)).map(rollout -> targets(rollout, ask));
  }

  private TargetPage targets(Rollout rollout, TargetsAsk ask) {
    List<Tracked> found = rollout.shelves.page(ask);
    boolean isMore = found.size() > ask.limit();
    List<Target> items =
        found.stream()
            .limit(ask.limit())
            .map(device -> Views.target(region, device, device.member(rollout).orElseThrow()))
            .toList();
    Optional<String> next =
        isMore ? Optional.of(items.get(items.size() - 1).device().text()) : Optional.empty();
    return new TargetPage(items, next, List.of());
  }

  List<CensusRow> census() {
    return index.census.rows(region);
  }

  LocalRolloutList rollouts() {
    return new LocalRolloutList(index.byOrder.stream().map(Views::rollout).toList());
  }

  Optional<LocalDeviceView> view(DeviceId device) {
    return index.find(device).map(Views::device);
  }

  LocalDevicePage page(DeviceFilter filter, Optional<DeviceId> after, int limit) {
    var rest = after.map(id -> index.devices.tailMap(id, false)).orElseGet(() -> index.devices);
    List<LocalDeviceView> items = new ArrayList<>();
    for (Tracked device : rest.values()) {
      if (Views.isWanted(filter, device)) {
        if (items.size() == limit) {
          String last = items.get(limit - 1).device().text();
          return new LocalDevicePage(List.copyOf(items), Optional.of(last));
        }
        items.add(Views.device(device));
      }
    }
    return new LocalDevicePage(List.copyOf(items), Optional.empty());
  }
}
