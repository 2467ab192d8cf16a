package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.cache.Wanted;
import dev.weir.region.core.Effect;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import dev.weir.region.core.Turn;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.link.Synced;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import dev.weir.region.view.RegionQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link RegionCore} on one loop: takes what came, steps it, commits once, and only then
 * tells anybody. It has no thread and no clock of its own. Where the store fails the exception goes
 * to the loop and the driver does nothing any more: a new one starts from what is kept.
 */
public final class RegionDriver implements Uplinks, RegionQueries, AutoCloseable {
  /** Reports in one sync. Source: docs/protocol.md, section 6, and the message's table. */
  private static final int MAX_REPORTS = 256;

  private static final Logger LOG = LoggerFactory.getLogger(RegionDriver.class);

  private final Loop loop;
  private final RegionStore store;
  private final GlobalLink link;
  private final PayloadCache cache;
  private final RegionSettings settings;
  private final RegionCore core;
  private final SyncSchedule schedule;
  private final Inbox inbox;
  private final Metrics metrics = new Metrics();

  /** Through which front end a device is reached; for finding one, never iterated. */
  private final Map<DeviceId, FrontEnd> connections = new HashMap<>();

  private final List<Runnable> afterCommit = new ArrayList<>();
  private List<Endpoint> endpoints = List.of();
  private Optional<Wake> wake = Optional.empty();
  private boolean isCommitting;
  private volatile int shownDevices;
  private volatile int shownPresent;
  private volatile long shownBacklog;
  private volatile boolean isLoaded;
  private volatile boolean isClosed;

  private record Wake(Instant at, Loop.Timer timer) {}

  public RegionDriver(
      Loop loop,
      RandomGenerator chance,
      RegionStore store,
      GlobalLink link,
      PayloadCache cache,
      RegionSettings settings) {
    this.loop = loop;
    this.store = store;
    this.link = link;
    this.cache = cache;
    this.settings = settings;
    this.core = new RegionCore(settings.limits());
    this.schedule = new SyncSchedule(settings, chance);
    this.inbox = new Inbox(settings.queue());
    metrics.gauge("weir_devices", () -> shownDevices);
    metrics.gauge("weir_devices_online", () -> shownPresent);
    metrics.gauge("weir_relay_backlog", () -> shownBacklog);
    metrics.gauge("weir_wan_bytes", () -> cache.figures().wanBytes());
    metrics.gauge("weir_cache_bytes", () -> cache.figures().cacheBytes());
  }

  /** Loads what was kept and begins to work. What comes before that waits. */
  public void start() {
    loop.execute(
        () -> {
          core.load(store.load(), now());
          isLoaded = true;
          flush();
        });
  }

  /** Where devices and operators reach this region; global is told. */
  public void serveAt(List<Endpoint> addresses) {
    loop.execute(() -> endpoints = List.copyOf(addresses));
  }

  /** Counters of this driver, to be shown or read. */
  public Metrics metrics() {
    return metrics;
  }

  /** Why the region can't do its work now; empty where it can. */
  public Optional<String> notReady() {
    return isLoaded && !isClosed ? Optional.empty() : Optional.of("its store is not loaded");
  }

  @Override
  public void connected(Peer peer, FrontEnd through) {
    peer.device().ifPresent(device -> add(now -> connect(device, through, now), false));
  }

  private void connect(DeviceId device, FrontEnd through, Instant now) {
    boolean anew = !through.equals(connections.put(device, through));
    core.step(new RegionEvent.Connected(device, through.transport(), anew), now);
  }

  @Override
  public void disconnected(Peer peer, FrontEnd through) {
    peer.device().ifPresent(device -> add(now -> disconnect(device, through, now), false));
  }

  private void disconnect(DeviceId device, FrontEnd through, Instant now) {
    if (connections.remove(device, through)) {
      core.step(new RegionEvent.Disconnected(device), now);
    }
  }

  @Override
  public void received(Peer peer, FrontEnd through, Bytes uplink, Consumer<Reception> taken) {
    Optional<DeviceId> device = peer.device();
    Uplink message;
    try {
      if (device.isEmpty()) {
        throw new Malformed("peer", "must be a device; is " + peer.uri());
      }
      message = Uplink.CODEC.decode(uplink);
    } catch (Malformed e) {
      refuse(peer, e, taken);
      return;
    }
    RegionEvent event = new RegionEvent.Received(device.get(), message);
    if (!add(now -> take(event, taken, now), true)) {
      metrics.count("weir_busy_total", 1);
      loop.execute(() -> taken.accept(Reception.BUSY));
    }
  }

  private void take(RegionEvent event, Consumer<Reception> taken, Instant now) {
    Reception reception = core.step(event, now);
    metrics.count("weir_uplinks_total", 1);
    afterCommit.add(() -> taken.accept(reception));
  }

  private void refuse(Peer peer, Malformed why, Consumer<Reception> taken) {
    metrics.count("weir_refused_total", 1);
    LOG.warn("refused a message of {}: {}", peer.uri(), why.getMessage());
    loop.execute(() -> taken.accept(Reception.REFUSED));
  }

  /** Whether the work was added. */
  private boolean add(Consumer<Instant> work, boolean isBounded) {
    Inbox.Added added = inbox.add(work, isBounded);
    if (added == Inbox.Added.FIRST) {
      loop.execute(this::flush);
    }
    return added != Inbox.Added.NO;
  }

  /** One batch: take, step, commit, release. */
  private void flush() {
    if (!isLoaded || isClosed || isCommitting) {
      return;
    }
    Instant now = now();
    for (Consumer<Instant> work : inbox.take(settings.batch())) {
      work.accept(now);
    }
    if (schedule.isTimedOut(now)) {
      syncFailed("no answer within " + settings.syncTimeout());
    }
    boolean isSyncing = schedule.isDue(core.isSyncWanted(), now);
    if (isSyncing) {
      core.beginSync();
    }
    Turn turn = core.settle(now);
    if (turn.isChanged()) {
      isCommitting = true; // It stays so where the commit throws: nothing is told any more.
      store.commit(turn.batch());
      isCommitting = false;
    }
    release(turn);
    if (isSyncing) {
      sync(now);
    }
    if (!inbox.isEmpty()) {
      loop.execute(this::flush);
    }
    arm(now);
  }

  private void release(Turn turn) {
    shownDevices = core.deviceCount();
    shownPresent = core.presentCount();
    shownBacklog = core.backlog();
    List<Runnable> replies = List.copyOf(afterCommit);
    afterCommit.clear();
    replies.forEach(Runnable::run);
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Send send) {
        send(send);
      } else if (effect instanceof Effect.Prefetch prefetch) {
        prefetch(prefetch.wanted());
      } else if (effect instanceof Effect.Forget forget) {
        cache.forget(forget.manifest());
      } else if (effect instanceof Effect.Notice notice) {
        metrics.count(notice.metric(), 1);
        LOG.warn("{}", notice.text());
      }
    }
  }

  private void send(Effect.Send send) {
    FrontEnd through = connections.get(send.device());
    if (through != null) {
      metrics.count("weir_downlinks_total", 1);
      through.send(send.device(), Downlink.CODEC.encode(send.downlink()));
    }
  }

  private void prefetch(Wanted wanted) {
    cache.prefetch(
        wanted,
        readiness ->
            add(
                now -> core.step(new RegionEvent.Prefetched(wanted.manifest(), readiness), now),
                false));
  }

  private void sync(Instant now) {
    long number = schedule.begin(now);
    Meta meta = core.meta();
    List<RelayedReport> reports = store.relayed(meta.relayTaken(), MAX_REPORTS);
    RegionSync sync =
        new RegionSync(
            settings.region(),
            meta.incarnation(),
            meta.sequence(),
            meta.feedCursor(),
            core.counts(),
            reports,
            core.answers(),
            health(),
            RegionSync.NEWEST);
    link.sync(sync, answer -> add(then -> answered(number, answer, then), false));
  }

  private void answered(long number, Synced answer, Instant now) {
    if (!schedule.isCurrent(number)) {
      return; // It was given up; its successor says all of it again.
    }
    if (answer instanceof Synced.Page page) {
      core.step(new RegionEvent.Answered(page.page()), now);
      schedule.answered(core.isMoreWanted());
      metrics.count("weir_syncs_total", 1);
    } else if (answer instanceof Synced.Failed failed) {
      syncFailed(failed.why());
    }
  }

  private void syncFailed(String why) {
    LOG.info("no sync with global: {}", why);
    metrics.count("weir_syncs_failed_total", 1);
    schedule.failed();
    core.syncFailed();
  }

  private RegionHealth health() {
    CacheFigures figures = cache.figures();
    return new RegionHealth(
        core.deviceCount(),
        core.presentCount(),
        figures.wanBytes(),
        figures.deviceBytes(),
        figures.cacheBytes(),
        (int) Math.min(core.backlog(), Integer.MAX_VALUE),
        endpoints,
        figures.fetches(),
        0,
        0,
        List.of());
  }

  /** Comes back when something is due. */
  private void arm(Instant now) {
    Instant next = schedule.next(core.isSyncWanted(), now);
    Optional<Instant> due = core.nextDue();
    if (due.isPresent() && due.get().isBefore(next)) {
      next = due.get();
    }
    if (wake.isPresent() && wake.get().at().equals(next)) {
      return;
    }
    wake.ifPresent(before -> before.timer().cancel());
    Duration delay = Duration.between(now, next);
    Loop.Timer timer = loop.after(delay.isNegative() ? Duration.ZERO : delay, this::woken);
    wake = Optional.of(new Wake(next, timer));
  }

  private void woken() {
    wake = Optional.empty();
    flush();
  }

  /** As fine as what is kept, so that a restart finds the same times. */
  private Instant now() {
    return loop.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void status(Consumer<RegionStatus> reply) {
    loop.execute(() -> reply.accept(status()));
  }

  private RegionStatus status() {
    Meta meta = core.meta();
    return new RegionStatus(
        settings.region(),
        meta.incarnation(),
        health(),
        meta.leaseUntil(),
        core.globalSince(),
        meta.feedCursor(),
        core.counts());
  }

  @Override
  public void devices(
      Selector selector, Optional<DeviceId> after, int limit, Consumer<LocalDevicePage> reply) {
    loop.execute(() -> reply.accept(core.page(selector, after, limit)));
  }

  @Override
  public void device(DeviceId device, Consumer<Optional<LocalDeviceView>> reply) {
    loop.execute(() -> reply.accept(core.view(device)));
  }

  @Override
  public void why(RolloutId rollout, DeviceId device, Consumer<Optional<Explanation>> reply) {
    loop.execute(() -> reply.accept(core.why(rollout, device, now())));
  }

  /** Takes nothing any more. What was acknowledged is durable. */
  @Override
  public void close() {
    isClosed = true;
    loop.execute(() -> wake.ifPresent(before -> before.timer().cancel()));
  }
}
