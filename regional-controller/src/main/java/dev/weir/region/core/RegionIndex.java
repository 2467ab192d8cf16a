package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.cache.Profile;
import dev.weir.region.cache.Wanted;
import dev.weir.region.device.Action;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Devices;
import dev.weir.region.device.Stage;
import dev.weir.region.dispatch.Candidate;
import dev.weir.region.dispatch.Dispatch;
import dev.weir.region.presence.Presence;
import dev.weir.region.report.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All devices and rollouts of a region, and what is kept about them so that no event has to look at
 * all of them: counts, waiting targets by rank, permits, and one timer a device. {@link #changed}
 * is the only place that keeps them right.
 */
final class RegionIndex {
  /** For finding one; never iterated. */
  private final Map<DeviceId, Tracked> byId = new HashMap<>();

  final TreeMap<DeviceId, Tracked> devices = new TreeMap<>();
  final TreeMap<RolloutId, Rollout> rollouts = new TreeMap<>();

  /** The highest order first. */
  final List<Rollout> byOrder = new ArrayList<>();

  final Timers<Tracked> timers = new Timers<>();
  final Changes changes = new Changes();

  /** Devices to which something is to be said after this turn. */
  final List<Tracked> due = new ArrayList<>();

  final List<Effect> effects = new ArrayList<>();
  boolean isCountChanged;
  int present;

  Optional<Tracked> find(DeviceId device) {
    return Optional.ofNullable(byId.get(device));
  }

  Optional<Directive> order(RolloutId rollout) {
    return Optional.ofNullable(rollouts.get(rollout)).map(found -> found.order);
  }

  /** A device that is new here, or was kept. */
  Tracked add(DeviceRecord record, Instant now) {
    Tracked entry = new Tracked(record);
    byId.put(entry.id(), entry);
    devices.put(entry.id(), entry);
    byOrder.forEach(rollout -> join(entry, rollout));
    refresh(entry, now);
    return entry;
  }

  void remove(Tracked entry) {
    new ArrayList<>(entry.members).forEach(member -> leave(entry, member));
    present -= entry.presence.isPresent() ? 1 : 0;
    entry.timer.ifPresent(timers::cancel);
    byId.remove(entry.id());
    devices.remove(entry.id());
    entry.presence = Presence.AWAY;
    changes.gone(entry);
  }

  /** Global says again who a device is: it may have become, or ceased to be, somebody's target. */
  void owned(Tracked entry, DeviceOwned owned, Instant now) {
    new ArrayList<>(entry.members).forEach(member -> leave(entry, member));
    entry.record = Devices.owned(entry.record, owned);
    changes.device(entry);
    byOrder.forEach(rollout -> join(entry, rollout));
    refresh(entry, now);
  }

  /** The only way to change a device's record. */
  void changed(Tracked entry, DeviceRecord record, Instant now) {
    DeviceRecord before = entry.record;
    if (!record.equals(before)) {
      entry.record = record;
      changes.device(entry);
      if (!isIndexedAlike(entry, before)) {
        refresh(entry, now);
      }
    }
  }

  /** Most of what devices say moves nothing but their cursor: the indices see no difference. */
  private static boolean isIndexedAlike(Tracked entry, DeviceRecord before) {
    DeviceRecord record = entry.record;
    return record.actions().equals(before.actions())
        && record.facts().equals(before.facts())
        && entry.presence.isSynced(record.outbox().cursor())
            == entry.presence.isSynced(before.outbox().cursor());
  }

  void presence(Tracked entry, Presence presence, Instant now) {
    present += (presence.isPresent() ? 1 : 0) - (entry.presence.isPresent() ? 1 : 0);
    entry.presence = presence;
    refresh(entry, now);
  }

  void say(Tracked entry, boolean askHello) {
    entry.askHello |= askHello;
    if (!entry.isDue) {
      entry.isDue = true;
      due.add(entry);
    }
  }

  /** Brings a rollout's targets up to date after its directive changed; looks at all devices. */
  void reindex(Rollout rollout, boolean isOtherSelection, Instant now) {
    byOrder.remove(rollout);
    byOrder.add(rollout);
    byOrder.sort(Rollout.ORDER);
    rollout.isChanged = true;
    isCountChanged = true;
    for (Tracked entry : devices.values()) {
      if (isOtherSelection) {
        entry.member(rollout).ifPresent(member -> leave(entry, member));
        join(entry, rollout);
      }
      entry.members.sort(Member.ORDER);
      refresh(entry, now);
    }
  }

  /** Forgets a rollout and all that is counted in it. */
  void drop(Rollout rollout, Instant now) {
    byOrder.remove(rollout);
    rollouts.remove(rollout.id());
    changes.dropped(rollout.id());
    for (Tracked entry : devices.values()) {
      entry.member(rollout).ifPresent(member -> leave(entry, member));
      refresh(entry, now);
    }
    isCountChanged = true;
  }

  private void join(Tracked entry, Rollout rollout) {
    if (rollout.matches(entry)) {
      entry.members.add(new Member(rollout, Rank.of(rollout.id(), entry.id())));
      entry.members.sort(Member.ORDER);
    }
  }

  private void leave(Tracked entry, Member member) {
    Rollout rollout = member.rollout;
    place(member, Optional.empty());
    profile(member, Optional.empty());
    rollout.ready.remove(new Rollout.Place(member.rank, entry.id()));
    rollout.permits.remove(entry.id());
    rollout.recallable.remove(entry.id());
    entry.members.remove(member);
  }

  /** Recomputes what the indices hold of one device, from its record and presence alone. */
  void refresh(Tracked entry, Instant now) {
    Optional<RolloutId> winner = winner(entry);
    boolean isHighest = true;
    for (Member member : entry.members) {
      Rollout rollout = member.rollout;
      Optional<Action> action = entry.record.action(rollout.id());
      place(member, Place.of(rollout.order, member.rank, entry.record));
      boolean wins = winner.equals(Optional.of(rollout.id()));
      profile(member, isHighest && mayTake(action) ? profile(entry, rollout) : Optional.empty());
      isHighest &= !wins;
      permit(entry, member, action.isPresent() && isBusy(action.get()));
      recallable(entry, member, action.isPresent() && action.get().stage().mayBeRecalled());
      ready(entry, member, isReady(entry, member, winner, now));
    }
    rearm(entry);
  }

  /** Who switches takes a place even where its permit has ended: none is given besides. */
  private static boolean isBusy(Action action) {
    return action.permitUntil().isPresent() || action.stage() == Stage.SWITCHING;
  }

  private static boolean mayTake(Optional<Action> action) {
    return action.isEmpty() || !action.get().stage().hasEnded();
  }

  private boolean isReady(Tracked entry, Member member, Optional<RolloutId> winner, Instant now) {
    return member.place.isPresent()
        && Dispatch.ofDevice(member.rollout.order, candidate(entry, member, winner), now)
            .isPermit();
  }

  Candidate candidate(Tracked entry, Member member, Optional<RolloutId> winner) {
    return new Candidate(entry.record, entry.presence, member.rank, true, winner);
  }

  /**
   * The rollout with the highest order that wants the device, or has it already: an older one does
   * not pull it back.
   */
  Optional<RolloutId> winner(Tracked entry) {
    for (Member member : entry.members) {
      if (wants(entry, member)) {
        return Optional.of(member.rollout.id());
      }
    }
    return Optional.empty();
  }

  private static boolean wants(Tracked entry, Member member) {
    Directive order = member.rollout.order;
    return (order.state().isOpen() && Place.waveOf(order.waves(), member.rank) >= 0)
        || Place.runs(entry.record, order.image())
        || entry
            .record
            .action(order.rollout())
            .filter(action -> action.stage() == Stage.COMMITTED)
            .isPresent();
  }

  private void place(Member member, Optional<Place> place) {
    if (member.rollout.tally.move(member.place, place)) {
      member.place = place;
      member.rollout.isChanged = true;
      isCountChanged = true;
    }
  }

  private static Optional<Profile> profile(Tracked entry, Rollout rollout) {
    return entry
        .record
        .facts()
        .filter(facts -> !facts.image().equals(rollout.order.image()))
        .map(facts -> new Profile(facts.image(), facts.codecs(), facts.memory()));
  }

  private void profile(Member member, Optional<Profile> profile) {
    if (profile.equals(member.profile)) {
      return;
    }
    TreeMap<Profile, Integer> profiles = member.rollout.profiles;
    member.profile.ifPresent(
        old -> profiles.computeIfPresent(old, (p, count) -> count == 1 ? null : count - 1));
    profile.ifPresent(
        next -> {
          if (profiles.merge(next, 1, Integer::sum) == 1) {
            prefetch(member.rollout, List.of(next));
          }
        });
    member.profile = profile;
  }

  /** Asks the cache for what such targets take, and for the manifest. */
  void prefetch(Rollout rollout, List<Profile> profiles) {
    Directive order = rollout.order;
    if (isPrefetched(order)) {
      effects.add(
          new Effect.Prefetch(
              new Wanted(order.release(), order.manifest(), order.manifestBytes(), profiles)));
    }
  }

  private static boolean isPrefetched(Directive order) {
    return switch (order.state()) {
      case PREPARING, RUNNING, PAUSED, HALTED, COMPLETED -> true;
      case ABORTED -> false;
    };
  }

  private static void permit(Tracked entry, Member member, boolean isPermitted) {
    if (isPermitted != member.isPermitted) {
      member.isPermitted = isPermitted;
      keep(member.rollout.permits, entry, isPermitted);
    }
  }

  private static void recallable(Tracked entry, Member member, boolean isRecallable) {
    if (isRecallable != member.isRecallable) {
      member.isRecallable = isRecallable;
      keep(member.rollout.recallable, entry, isRecallable);
    }
  }

  private static void keep(Map<DeviceId, Tracked> index, Tracked entry, boolean isIn) {
    if (isIn) {
      index.put(entry.id(), entry);
    } else {
      index.remove(entry.id());
    }
  }

  private static void ready(Tracked entry, Member member, boolean isReady) {
    if (isReady != member.isReady) {
      member.isReady = isReady;
      Rollout.Place place = new Rollout.Place(member.rank, entry.id());
      if (isReady) {
        member.rollout.ready.put(place, entry);
      } else {
        member.rollout.ready.remove(place);
      }
    }
  }

  private void rearm(Tracked entry) {
    Optional<Instant> wake = entry.wake();
    if (!wake.equals(entry.timer.map(Timers.Key::at))) {
      entry.timer.ifPresent(timers::cancel);
      entry.timer = wake.map(at -> timers.set(at, entry));
    }
  }

  /** Hands out the devices whose time has come. */
  void due(Instant now, Consumer<Tracked> handler) {
    for (Optional<Tracked> entry = timers.takeDue(now);
        entry.isPresent();
        entry = timers.takeDue(now)) {
      entry.get().timer = Optional.empty();
      handler.accept(entry.get());
    }
  }
}
