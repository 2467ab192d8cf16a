package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.dispatch.Candidate;
import dev.weir.region.presence.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One device in the index: its record, and what is not kept. */
final class Tracked {
  private final DeviceId id;
  DeviceRecord record;
  Presence presence = Presence.AWAY;

  /** When to say again what it may not have heard; absent: nothing to say. */
  Optional<Instant> sayAgain = Optional.empty();

  /** Whether something is to be said to it after this turn, and whether to ask for a hello. */
  boolean isDue;

  boolean askHello;

  /** What it is counted as. */
  Optional<Census.Kind> kind = Optional.empty();

  /** Whether its record is to be kept with this turn. */
  boolean isDirty;

  Optional<Timers.Key> timer = Optional.empty();

  /** The rollouts that it is a target of, the highest order first. */
  final List<Member> members = new ArrayList<>(2);

  Tracked(DeviceRecord record) {
    this.id = record.id();
    this.record = record;
  }

  DeviceId id() {
    return id;
  }

  Optional<Member> member(Rollout rollout) {
    for (Member member : members) {
      if (member.rollout == rollout) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  /**
   * The rollout with the highest order that wants the device, or has it already: an older one does
   * not pull it back.
   */
  Optional<RolloutId> winner() {
    for (Member member : members) {
      if (member.wants(record)) {
        return Optional.of(member.rollout.id());
      }
    }
    return Optional.empty();
  }

  Candidate candidate(Member member, Optional<RolloutId> winner) {
    return new Candidate(record, presence, member.rank, true, winner, member.rollout.fullImages);
  }

  /** The next time at which something ends by itself or is to be said again. */
  Optional<Instant> wake() {
    Optional<Instant> end = record.nextEnd();
    if (end.isPresent() && sayAgain.isPresent()) {
      return end.get().isBefore(sayAgain.get()) ? end : sayAgain;
    }
    return end.or(() -> sayAgain);
  }
}
