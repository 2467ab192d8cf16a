package dev.weir.region.core;

import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.store.MemoryRegionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A core with a store, a clock that a test moves, and what was said to whom last. */
final class Bench {
  static final CoreLimits LIMITS = new CoreLimits(1000, 4, 50, Duration.ofSeconds(2));

  final MemoryRegionStore store;
  final RegionCore core = new RegionCore(Fixtures.REGION, LIMITS);
  final TreeMap<DeviceId, Downlink> said = new TreeMap<>();
  final List<Effect> effects = new ArrayList<>();
  Instant now = Fixtures.START;
  Duration lease = Duration.ofDays(1);

  Bench() {
    this(new MemoryRegionStore(), Fixtures.START);
  }

  Bench(MemoryRegionStore store, Instant now) {
    this.store = store;
    this.now = now;
    core.load(store.load(), now);
    settle();
  }

  /** The same store after a restart. */
  Bench restarted() {
    return new Bench(store, now);
  }

  void settle() {
    Turn turn = core.settle(now);
    if (turn.isChanged()) {
      store.commit(turn.batch());
    }
    for (Effect effect : turn.effects()) {
      effects.add(effect);
      if (effect instanceof Effect.Send send) {
        said.put(send.device(), send.downlink());
      }
    }
  }

  Reception step(RegionEvent event) {
    Reception reception = core.step(event, now);
    settle();
    return reception;
  }

  void feed(FeedItem... items) {
    long first = core.meta().feedCursor() + 1;
    step(
        new RegionEvent.Answered(
            Fixtures.page(core.meta().incarnation(), first, now.plus(lease), List.of(items))));
    step(new RegionEvent.Prefetched(Fixtures.MANIFEST, Fixtures.READY));
  }

  void connects(ScriptedDevice device) {
    step(new RegionEvent.Connected(device.id, "mqtt", true));
  }

  void leaves(ScriptedDevice device) {
    step(new RegionEvent.Disconnected(device.id));
  }

  Reception greets(ScriptedDevice device) {
    return step(new RegionEvent.Received(device.id, device.hello()));
  }

  void arrives(ScriptedDevice device) {
    connects(device);
    greets(device);
  }

  /** Sends what stands in the outbox above the acknowledged cursor. */
  Reception sends(ScriptedDevice device) {
    long cursor = Optional.ofNullable(said.get(device.id)).map(Downlink::acknowledged).orElse(0L);
    return step(new RegionEvent.Received(device.id, device.entriesAbove(cursor)));
  }

  void reports(ScriptedDevice device, UpdatePhase... phases) {
    for (UpdatePhase phase : phases) {
      device.reports(Fixtures.ROLLOUT, desired(device).generation(), phase);
    }
    sends(device);
  }

  void fails(ScriptedDevice device, FailureClass failure) {
    device.fails(Fixtures.ROLLOUT, desired(device).generation(), failure);
    sends(device);
  }

  void passes(Duration time) {
    now = now.plus(time);
    settle();
  }

  DesiredState desired(ScriptedDevice device) {
    return said.get(device.id).desired().orElseThrow();
  }

  Optional<Goal> goal(ScriptedDevice device) {
    return Optional.ofNullable(said.get(device.id))
        .flatMap(Downlink::desired)
        .flatMap(DesiredState::goal);
  }

  RolloutCounts counts() {
    return core.counts().stream()
        .filter(counts -> counts.rollout().equals(Fixtures.ROLLOUT))
        .findFirst()
        .orElseThrow();
  }

  WaveCounts wave(int number) {
    return counts().waves().get(number);
  }

  String why(ScriptedDevice device) {
    return core.why(Fixtures.ROLLOUT, device.id, now).orElseThrow().rule();
  }
}
