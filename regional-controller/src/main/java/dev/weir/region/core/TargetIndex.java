package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.cache.Profile;
import dev.weir.region.device.Action;
import dev.weir.region.device.Stage;
import dev.weir.region.dispatch.Dispatch;
import dev.weir.region.report.Place;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What each rollout holds of its targets: counts, permits, who waits in which place. Everything
 * follows from a device's record and presence alone.
 */
final class TargetIndex {
  final Prefetches prefetches;
  boolean isCountChanged;

  TargetIndex(Prefetches prefetches) {
    this.prefetches = prefetches;
  }

  void join(Tracked entry, Rollout rollout) {
    if (rollout.matches(entry)) {
      entry.members.add(new Member(rollout, Rank.of(rollout.id(), entry.id())));
      entry.members.sort(Member.ORDER);
    }
  }

  void leave(Tracked entry, Member member) {
    Rollout rollout = member.rollout;
    place(entry, member, Optional.empty());
    prefetches.profile(member, Optional.empty());
    rollout.ready.remove(new Rollout.Place(member.rank, entry.id()));
    rollout.permits.remove(entry.id());
    rollout.recallable.remove(entry.id());
    entry.members.remove(member);
  }

  /** Recomputes what is held of one device. */
  void refresh(Tracked entry, Instant now) {
    Optional<RolloutId> winner = entry.winner();
    boolean isHighest = true;
    for (Member member : entry.members) {
      Rollout rollout = member.rollout;
      Optional<Action> action = entry.record.action(rollout.id());
      place(entry, member, Place.of(rollout.order, member.rank, entry.record));
      boolean wins = winner.equals(Optional.of(rollout.id()));
      prefetches.profile(
          member, isHighest && mayTake(action) ? profile(entry, rollout) : Optional.empty());
      isHighest &= !wins;
      permit(entry, member, action.isPresent() && isBusy(action.get()));
      recallable(entry, member, action.isPresent() && action.get().stage().mayBeRecalled());
      ready(entry, member, isReady(entry, member, winner, now));
    }
  }

  /** Who switches takes a place even where its permit has ended: none is given besides. */
  private static boolean isBusy(Action action) {
    return action.permitUntil().isPresent() || action.stage() == Stage.SWITCHING;
  }

  private static boolean mayTake(Optional<Action> action) {
    return action.isEmpty() || !action.get().stage().hasEnded();
  }

  private static Optional<Profile> profile(Tracked entry, Rollout rollout) {
    return entry
        .record
        .facts()
        .filter(facts -> !facts.image().equals(rollout.order.image()))
        .map(facts -> new Profile(facts.image(), facts.codecs(), facts.memory()));
  }

  private boolean isReady(Tracked entry, Member member, Optional<RolloutId> winner, Instant now) {
    return member.place.isPresent()
        && Dispatch.ofDevice(member.rollout.order, entry.candidate(member, winner), now).isPermit();
  }

  private void place(Tracked entry, Member member, Optional<Place> place) {
    if (member.rollout.tally.move(member.place, place)) {
      member.rollout.shelves.move(entry, member.place, place);
      member.place = place;
      member.rollout.isChanged = true;
      isCountChanged = true;
    }
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
}
