package dev.weir.region.core;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.region.cache.Readiness;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.presence.Presence;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.Meta;
import dev.weir.region.view.DeviceFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The region: events in, changed rows and effects out. Mutable, owned by one thread, deterministic:
 * the same events at the same times give the same turns. What an event costs does not depend on the
 * number of devices, but for directives and rank queries, which look at each device once.
 *
 * <p>A driver calls {@link #step} for each event of a batch, then {@link #settle} once, commits the
 * turn's batch, and only then releases the turn's effects.
 */
public final class RegionCore {
  /** Tests count it anew. */
  final RegionIndex index = new RegionIndex();

  private final Self self = new Self();
  private final Map<DeviceId, Presence> strangers = new TreeMap<>();
  private final DeviceMessages messages;
  private final GlobalAnswers global;
  private final Dispatcher dispatcher;
  private final Questions questions;
  private final Answers answers;
  private List<RolloutId> told = List.of();
  private boolean isMoreWanted;

  /**
   * A region that knows nothing yet.
   *
   * @param region its name
   */
  public RegionCore(RegionId region, CoreLimits limits) {
    messages = new DeviceMessages(index, self, limits);
    global = new GlobalAnswers(index, self, limits, strangers);
    dispatcher = new Dispatcher(index, self);
    questions = new Questions(index, self, region);
    answers = new Answers(index, questions);
  }

  /** Takes over what was kept. Nobody is here yet; permits and deadlines go on. */
  public void load(Loaded loaded, Instant now) {
    self.load(loaded, now);
    index.changes.meta();
    for (DeviceRecord device : loaded.devices()) {
      index.add(device, now);
    }
    loaded.directives().forEach(row -> global.restore(row, now));
    index.effects.clear();
    index.byOrder.forEach(index.targets.prefetches::all);
    index.targets.isCountChanged = true;
  }

  /**
   * Takes one event.
   *
   * @return for a device's message what to tell its front end after the commit; else {@code TAKEN}
   */
  public Reception step(RegionEvent event, Instant now) {
    return event.match(new Steps(now));
  }

  private final class Steps implements RegionEvent.Cases<Reception> {
    private final Instant now;

    Steps(Instant now) {
      this.now = now;
    }

    @Override
    public Reception connected(RegionEvent.Connected event) {
      Optional<Tracked> known = index.find(event.device());
      if (known.isEmpty()) {
        Presence before = strangers.getOrDefault(event.device(), Presence.AWAY);
        strangers.put(event.device(), before.connected(event.transport(), event.anew()));
        return Reception.TAKEN;
      }
      Tracked device = known.get();
      Presence next = device.presence.connected(event.transport(), event.anew());
      if (!next.equals(device.presence) || event.anew()) {
        index.presence(device, next, now);
        if (device.record.outbox().known()) {
          index.say(device, false);
        }
      }
      return Reception.TAKEN;
    }

    @Override
    public Reception disconnected(RegionEvent.Disconnected event) {
      strangers.remove(event.device());
      index.find(event.device()).ifPresent(device -> index.presence(device, Presence.AWAY, now));
      return Reception.TAKEN;
    }

    @Override
    public Reception received(RegionEvent.Received event) {
      return messages.received(event.device(), event.uplink(), now);
    }

    @Override
    public Reception answered(RegionEvent.Answered event) {
      FeedPage page = event.page();
      if (global.answered(page, told, now)) {
        answers.asked(page.queries(), now);
        isMoreWanted = page.more();
      }
      return Reception.TAKEN;
    }

    @Override
    public Reception prefetched(RegionEvent.Prefetched event) {
      for (Rollout rollout : index.byOrder) {
        if (rollout.order.manifest().equals(event.manifest())) {
          if (event.readiness() instanceof Readiness.NotYet notYet) {
            // What was ready stays open: a late comer's payload is fetched while it waits for it.
            rollout.notReady = rollout.notReady.map(before -> notYet.why());
          } else if (event.readiness() instanceof Readiness.Ready ready && rollout.stock(ready)) {
            index.changes.directive(rollout);
          }
        }
      }
      return Reception.TAKEN;
    }

    @Override
    public Reception credited(RegionEvent.Credited event) {
      index
          .find(event.device())
          .filter(device -> device.record.outbox().known())
          .ifPresent(device -> index.say(device, false));
      return Reception.TAKEN;
    }

    @Override
    public Reception measured(RegionEvent.Measured event) {
      answers.measured(event.answer());
      return Reception.TAKEN;
    }

    /** One that does not go on anyway stays as it is. */
    @Override
    public Reception halted(RegionEvent.Halted event) {
      Rollout rollout = index.rollouts.get(event.rollout());
      if (rollout == null) {
        return Reception.REFUSED;
      }
      if (rollout.isOpen()) {
        index.halt(rollout, event.why());
      }
      return Reception.TAKEN;
    }
  }

  /** Ends the batch: what ends by itself ends, permits are given, and everything is collected. */
  public Turn settle(Instant now) {
    dispatcher.settle(now);
    for (Tracked device : index.due) {
      if (device.presence.isConnected()) {
        say(device, now);
      }
      device.isDue = false;
      device.askHello = false;
    }
    index.due.clear();
    boolean isChanged = !index.changes.isEmpty();
    Turn turn = new Turn(isChanged, index.changes.take(self.meta()), index.effects);
    index.effects.clear();
    return turn;
  }

  private void say(Tracked device, Instant now) {
    index.effects.add(
        new Effect.Send(device.id(), DeviceMessages.downlink(device.record, device.askHello)));
    if (Dispatcher.isUnheard(device) && device.sayAgain.isEmpty()) {
      device.sayAgain =
          device
              .record
              .lastAction()
              .flatMap(action -> index.order(action.rollout()))
              .map(order -> now.plus(order.deadlines().accept()));
      index.refresh(device, now);
    }
  }

  /** When something ends by itself next: {@link #settle} is due then. */
  public Optional<Instant> nextDue() {
    return index.timers.next();
  }

  /** Whether there is something that global does not know yet. */
  public boolean isSyncWanted() {
    return index.targets.isCountChanged || isMoreWanted || self.backlog() > 0 || !answers.isEmpty();
  }

  /** Whether global has more for this region than its last answer held. */
  public boolean isMoreWanted() {
    return isMoreWanted;
  }

  /** Numbers the next sync; its number is durable with the next turn. */
  public void beginSync() {
    self.nextSync();
    index.changes.meta();
    index.targets.isCountChanged = false;
    isMoreWanted = false;
    told =
        index.byOrder.stream()
            .filter(rollout -> rollout.halted.isPresent())
            .map(Rollout::id)
            .toList();
  }

  /** Numbers something besides that global is told; nothing else is newer in it. */
  public long nextNumber() {
    self.nextSync();
    return self.meta().sequence();
  }

  /** What the next sync answers. */
  public List<Answer> answers() {
    return answers.all();
  }

  /** The last sync did not get through: everything is to be said again. */
  public void syncFailed() {
    index.targets.isCountChanged = true;
    told = List.of();
  }

  public Meta meta() {
    return self.meta();
  }

  public Optional<Instant> globalSince() {
    return self.globalSince();
  }

  public int deviceCount() {
    return index.devices.size();
  }

  public int presentCount() {
    return index.present;
  }

  public long backlog() {
    return self.backlog();
  }

  /** Whole counts of each rollout, by its id. */
  public List<RolloutCounts> counts() {
    List<RolloutCounts> counts = new ArrayList<>();
    index.rollouts.values().forEach(rollout -> counts.add(rollout.counts()));
    return List.copyOf(counts);
  }

  /** Devices by model, version and state. */
  public List<CensusRow> census() {
    return questions.census();
  }

  public Optional<LocalDeviceView> view(DeviceId device) {
    return questions.view(device);
  }

  public LocalDevicePage page(DeviceFilter filter, Optional<DeviceId> after, int limit) {
    return questions.page(filter, after, limit);
  }

  /** A page of a rollout's targets; empty where the region has no such rollout. */
  public Optional<TargetPage> targets(RolloutId rollout, TargetsAsk ask) {
    return questions.targets(rollout, ask);
  }

  /** The rollouts in force, the highest order first. */
  public LocalRolloutList rollouts() {
    return questions.rollouts();
  }

  /** Whether this region serves the device. */
  public boolean serves(DeviceId device) {
    return index.find(device).isPresent();
  }

  /** The dispatcher's own decision; empty where the region does not serve the device. */
  public Optional<Explanation> why(RolloutId rollout, DeviceId device, Instant now) {
    return questions.why(rollout, device, now);
  }
}
