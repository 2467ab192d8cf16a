package dev.weir.region.core;

import dev.weir.protocol.message.Directive;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.cache.Profile;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Stage;
import dev.weir.region.report.Place;
import java.util.Comparator;
import java.util.Optional;

/** One device as a target of one rollout: what the rollout's indices hold of it now. */
final class Member {
  /** The highest order first. */
  static final Comparator<Member> ORDER =
      Comparator.comparing(member -> member.rollout, Rollout.ORDER);

  final Rollout rollout;
  final Rank rank;
  Optional<Place> place = Optional.empty();
  Optional<Profile> profile = Optional.empty();
  boolean isReady;
  boolean isPermitted;
  boolean isRecallable;

  Member(Rollout rollout, Rank rank) {
    this.rollout = rollout;
    this.rank = rank;
  }

  /** Whether the rollout wants the device, or has it already. */
  boolean wants(DeviceRecord record) {
    Directive order = rollout.order;
    return (order.state().isOpen() && Place.waveOf(order.waves(), rank) >= 0)
        || Place.runs(record, order.image())
        || record
            .action(order.rollout())
            .filter(action -> action.stage() == Stage.COMMITTED)
            .isPresent();
  }
}
