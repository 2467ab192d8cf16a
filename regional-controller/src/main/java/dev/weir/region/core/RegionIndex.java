package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Devices;
import dev.weir.region.presence.Presence;
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
 * all of them: what each rollout holds of its targets, and one timer a device. {@link #changed} is
 * the only place that keeps them right.
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
  final Census census = new Census();

  /** Devices to which something is to be said after this turn. */
  final List<Tracked> due = new ArrayList<>();

  final List<Effect> effects = new ArrayList<>();
  final TargetIndex targets = new TargetIndex(new Prefetches(effects));
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
    byOrder.forEach(rollout -> targets.join(entry, rollout));
    refresh(entry, now);
    return entry;
  }

  void remove(Tracked entry) {
    new ArrayList<>(entry.members).forEach(member -> targets.leave(entry, member));
    census.leave(entry);
    present -= entry.presence.isPresent() ? 1 : 0;
    entry.timer.ifPresent(timers::cancel);
    byId.remove(entry.id());
    devices.remove(entry.id());
    entry.presence = Presence.AWAY;
    changes.gone(entry);
  }

  /** Global says again who a device is: it may have become, or ceased to be, somebody's target. */
  void owned(Tracked entry, DeviceOwned owned, Instant now) {
    new ArrayList<>(entry.members).forEach(member -> targets.leave(entry, member));
    entry.record = Devices.owned(entry.record, owned);
    changes.device(entry);
    byOrder.forEach(rollout -> targets.join(entry, rollout));
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
    targets.isCountChanged = true;
    for (Tracked entry : devices.values()) {
      if (isOtherSelection) {
        entry.member(rollout).ifPresent(member -> targets.leave(entry, member));
        targets.join(entry, rollout);
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
      entry.member(rollout).ifPresent(member -> targets.leave(entry, member));
      refresh(entry, now);
    }
    targets.isCountChanged = true;
  }

  /** Stops a rollout here, until global knows of it and lets it go on. */
  void halt(Rollout rollout, String why) {
    rollout.halted = Optional.of(Questions.shortened(why));
    rollout.isTold = false;
    changes.directive(rollout);
    targets.isCountChanged = true;
    effects.add(
        new Effect.Notice("weir_halts_total", "rollout " + rollout.id() + " is halted: " + why));
  }

  void refresh(Tracked entry, Instant now) {
    census.count(entry);
    targets.refresh(entry, now);
    rearm(entry);
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
