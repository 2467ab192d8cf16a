package dev.weir.region.core;

import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.region.device.Action;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Facts;
import dev.weir.region.presence.Presence;
import dev.weir.region.report.Place;
import dev.weir.region.view.DeviceFilter;
import java.util.Optional;

/** Devices, targets and rollouts as others see them. */
final class Views {
  private Views() {}

  /** The selector last: it is the dearest to ask. */
  static boolean isWanted(DeviceFilter filter, Tracked device) {
    DeviceRecord record = device.record;
    return filter.online().map(online -> online == device.presence.isPresent()).orElse(true)
        && (filter.version().isEmpty()
            || filter.version().equals(record.facts().map(Facts::version)))
        && (filter.state().isEmpty() || filter.state().get() == state(record))
        && (filter.phase().isEmpty() || filter.phase().equals(phase(record)))
        && (filter.selector().requirements().isEmpty()
            || filter.selector().matches(record.owned().attributes()));
  }

  /** Where its last action stands, or what it said itself. */
  private static Optional<UpdatePhase> phase(DeviceRecord record) {
    return record
        .lastAction()
        .flatMap(Action::phase)
        .or(() -> record.facts().flatMap(Facts::phase));
  }

  /** As far as this region knows; global knows it from signed reports alone. */
  static DeviceState state(DeviceRecord record) {
    return phase(record)
        .map(DeviceState::of)
        .orElse(record.facts().isPresent() ? DeviceState.COMMITTED : DeviceState.UNKNOWN);
  }

  static LocalDeviceView device(Tracked device) {
    DeviceRecord record = device.record;
    Presence presence = device.presence;
    Optional<Action> action = record.lastAction();
    Optional<Facts> facts = record.facts();
    return new LocalDeviceView(
        record.id(),
        presence.isPresent(),
        presence.isConnected() ? presence.transport() : facts.map(Facts::transport).orElse(""),
        record.lastSeen(),
        facts.map(Facts::version),
        facts.map(Facts::image),
        record.desired().generation(),
        record.accepted(),
        action.map(Action::rollout),
        phase(record),
        action.flatMap(Action::failure),
        record.offset(),
        record.total(),
        record.outbox().cursor(),
        record.owned().model(),
        record.owned().labels(),
        Optional.of(record.owned().site()),
        record.owned().hardware(),
        record.desired().goal().map(Goal::release),
        facts.map(Facts::slot).orElse(""),
        facts.flatMap(Facts::other));
  }

  /** A target as it is counted. */
  static Target target(RegionId region, Tracked device, Member member) {
    Place place = member.place.orElseThrow();
    return new Target(
        device.id(),
        region,
        place.wave(),
        place.state(),
        device.record.action(member.rollout.id()).flatMap(Action::phase),
        place.failure(),
        device.record.facts().map(Facts::version),
        device.record.lastSeen());
  }

  static LocalRolloutView rollout(Rollout rollout) {
    return new LocalRolloutView(
        rollout.id(),
        rollout.order.release(),
        rollout.order.state(),
        rollout.order.model(),
        rollout.order.selector(),
        rollout.counts(),
        rollout.halted.orElse(""),
        rollout.notReady.map(Questions::shortened).orElse(""),
        rollout.permits.size(),
        rollout.order.maxConcurrent(),
        rollout.order.waves(),
        rollout.order.abort(),
        rollout.fullImages.devices(),
        rollout.fullImages.bytes(),
        rollout.order.fallbackBytes());
  }
}
