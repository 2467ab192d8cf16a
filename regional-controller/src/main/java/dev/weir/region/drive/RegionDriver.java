package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import dev.weir.region.core.Turn;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.store.RegionStore;
import dev.weir.region.view.RegionQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
public final class RegionDriver implements Uplinks, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionDriver.class);

  private final Loop loop;
  private final RegionStore store;
  private final RegionSettings settings;
  private final RegionCore core;
  private final Inbox inbox;
  private final Connections connections;
  private final Release release;
  private final RegionFigures figures;
  private final GlobalSync global;
  private final QueryDesk desk;
  private final Metrics metrics = new Metrics();
  private Optional<Wake> wake = Optional.empty();
  private boolean isCommitting;
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
    this.settings = settings;
    core = new RegionCore(settings.limits());
    inbox = new Inbox(settings.queue(), () -> loop.execute(this::flush));
    connections = new Connections(metrics);
    release = new Release(core, inbox, connections, cache, metrics);
    figures = new RegionFigures(core, cache, metrics);
    SyncSchedule schedule = new SyncSchedule(settings, chance);
    global = new GlobalSync(core, store, link, figures, settings, schedule, inbox, metrics);
    desk = new QueryDesk(loop, core, figures, settings);
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
    loop.execute(() -> figures.serveAt(addresses));
  }

  /** What people may ask. */
  public RegionQueries queries() {
    return desk;
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
    peer.device().ifPresent(device -> inbox.add(now -> connect(device, through, now)));
  }

  private void connect(DeviceId device, FrontEnd through, Instant now) {
    boolean anew = connections.connected(device, through);
    core.step(new RegionEvent.Connected(device, through.transport(), anew), now);
  }

  @Override
  public void disconnected(Peer peer, FrontEnd through) {
    peer.device().ifPresent(device -> inbox.add(now -> disconnect(device, through, now)));
  }

  private void disconnect(DeviceId device, FrontEnd through, Instant now) {
    if (connections.disconnected(device, through)) {
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
    if (!inbox.offer(now -> take(event, taken, now))) {
      metrics.count("weir_busy_total", 1);
      loop.execute(() -> taken.accept(Reception.BUSY));
    }
  }

  private void take(RegionEvent event, Consumer<Reception> taken, Instant now) {
    Reception reception = core.step(event, now);
    metrics.count("weir_uplinks_total", 1);
    release.later(taken, reception);
  }

  private void refuse(Peer peer, Malformed why, Consumer<Reception> taken) {
    metrics.count("weir_refused_total", 1);
    LOG.warn("refused a message of {}: {}", peer.uri(), why.getMessage());
    loop.execute(() -> taken.accept(Reception.REFUSED));
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
    boolean isSyncing = global.begin(now);
    Turn turn = core.settle(now);
    if (turn.isChanged()) {
      isCommitting = true; // It stays so where the commit throws: nothing is told any more.
      store.commit(turn.batch());
      isCommitting = false;
    }
    figures.refresh();
    release.release(turn);
    if (isSyncing) {
      global.send(now);
    }
    if (!inbox.isEmpty()) {
      loop.execute(this::flush);
    }
    arm(now);
  }

  /** Comes back when something is due. */
  private void arm(Instant now) {
    Instant next = global.next(now);
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

  /** Takes nothing any more. What was acknowledged is durable. */
  @Override
  public void close() {
    isClosed = true;
    loop.execute(() -> wake.ifPresent(before -> before.timer().cancel()));
  }
}
