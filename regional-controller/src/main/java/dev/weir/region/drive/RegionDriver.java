package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import dev.weir.region.core.Turn;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.RegionStore;
import dev.weir.region.store.StoreFull;
import dev.weir.region.view.RegionCommands;
import dev.weir.region.view.RegionQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link RegionCore} on one loop: takes what came, steps it, commits once, and only then
 * tells anybody. It has no thread and no clock of its own. Where the disk is full it takes nothing,
 * and tries the same batch again until there is room. Where the store fails otherwise the exception
 * goes to the loop and the driver does nothing any more: a new one starts from what is kept.
 */
public final class RegionDriver implements Uplinks, RegionCommands, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionDriver.class);

  /** Between two tries where the disk is full. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Loop loop;
  private final RegionStore store;
  private final TelemetryDriver telemetry;
  private final RegionSettings settings;
  private final RegionCore core;
  private final Inbox inbox;
  private final Connections connections;
  private final Set<DeviceId> credited = ConcurrentHashMap.newKeySet();
  private final Release release;
  private final RegionFigures figures;
  private final GlobalSync global;
  private final QueryDesk desk;
  private final Metrics metrics;
  private final Serving serving = new Serving();
  private final Backoff backoff = new Backoff(LONGEST_WAIT);
  private Optional<Unkept> unkept = Optional.empty();
  private final Alarm alarm;
  private boolean isCommitting;
  private volatile boolean isLoaded;
  private volatile boolean isClosed;

  /** A turn that has to be committed before anything else happens. */
  private record Unkept(Turn turn, boolean isSyncing) {}

  public RegionDriver(
      Loop loop,
      RandomGenerator chance,
      RegionStore store,
      GlobalLink link,
      PayloadCache cache,
      TelemetryDriver telemetry,
      Metrics metrics,
      RegionSettings settings) {
    this.loop = loop;
    this.store = store;
    this.telemetry = telemetry;
    this.metrics = metrics;
    this.settings = settings;
    core = new RegionCore(settings.region(), settings.limits());
    alarm = new Alarm(loop, this::flush);
    inbox = new Inbox(settings.queue(), () -> loop.execute(this::flush));
    connections = new Connections(core, inbox, metrics);
    release = new Release(core, inbox, connections, cache, telemetry, metrics);
    figures = new RegionFigures(core, cache, telemetry, metrics);
    metrics.gauge("weir_inbox_events", inbox::size);
    SyncSchedule schedule = new SyncSchedule(settings, chance);
    global = new GlobalSync(core, store, link, figures, settings, schedule, inbox, metrics);
    desk = new QueryDesk(loop, core, figures, settings, telemetry);
  }

  /** Loads what was kept and begins to work. What comes before that waits. */
  public void start() {
    loop.execute(
        () -> {
          Loaded loaded = store.load();
          figures.salvaged(loaded.salvaged());
          serving.begin(loaded.devices());
          core.load(loaded, now());
          isLoaded = true;
          flush();
        });
    telemetry.start(this::credited);
  }

  /** Once for each device, however much of its telemetry becomes durable meanwhile. */
  private void credited(DeviceId device) {
    if (credited.add(device)) {
      inbox.add(
          now -> {
            credited.remove(device);
            core.step(new RegionEvent.Credited(device), now);
          });
    }
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

  /** Why the region can't serve updates now; empty where it can. On any thread. */
  public Optional<String> notReady() {
    return isLoaded && !isClosed ? figures.full() : Optional.of("its store is not loaded");
  }

  /** What else it can't do now, while updates go on; empty where it can. On any thread. */
  public Optional<String> degraded() {
    return telemetry.trouble();
  }

  @Override
  public void connected(Peer peer, FrontEnd through) {
    peer.device().ifPresent(device -> connections.connected(device, through));
  }

  @Override
  public void disconnected(Peer peer, FrontEnd through) {
    peer.device().ifPresent(device -> connections.disconnected(device, through));
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
    boolean isTaken =
        message instanceof Readings readings
            ? offer(device.get(), readings, uplink.size(), taken)
            : offer(device.get(), message, taken);
    if (!isTaken) {
      metrics.count("weir_busy_total", 1);
      loop.execute(() -> taken.accept(Reception.BUSY));
    }
  }

  private boolean offer(DeviceId device, Uplink message, Consumer<Reception> taken) {
    if (figures.isFull()) {
      return false;
    }
    connections.close(device);
    return inbox.offer(now -> take(new RegionEvent.Received(device, message), taken, now));
  }

  /** Telemetry goes past the region's own loop. */
  private boolean offer(DeviceId device, Readings readings, int bytes, Consumer<Reception> taken) {
    if (isLoaded && !serving.has(device)) {
      metrics.count("weir_readings_refused_total", 1);
      loop.execute(() -> taken.accept(Reception.REFUSED));
      return true;
    }
    return isLoaded && telemetry.offer(device, readings, bytes, taken);
  }

  private void take(RegionEvent event, Consumer<Reception> taken, Instant now) {
    Reception reception = core.step(event, now);
    metrics.count("weir_uplinks_total", 1);
    release.later(taken, reception);
  }

  @Override
  public void halt(RolloutId rollout, String why, Consumer<Reception> done) {
    RegionEvent halted = new RegionEvent.Halted(rollout, why);
    if (figures.isFull() || !inbox.offer(now -> release.later(done, core.step(halted, now)))) {
      loop.execute(() -> done.accept(Reception.BUSY));
    }
  }

  private void refuse(Peer peer, Malformed why, Consumer<Reception> taken) {
    metrics.count("weir_refused_total", 1);
    LOG.warn("refused a message of {}: {}", peer.uri(), why.getMessage());
    loop.execute(() -> taken.accept(Reception.REFUSED));
  }

  /** One batch: take, step, commit, release. */
  private void flush() {
    if (!isLoaded || isClosed || isCommitting || unkept.isPresent()) {
      return;
    }
    Instant now = now();
    for (Consumer<Instant> work : inbox.take(settings.batch())) {
      work.accept(now);
    }
    boolean isSyncing = global.begin(now);
    commit(new Unkept(core.settle(now), isSyncing));
  }

  private void commit(Unkept next) {
    try {
      if (next.turn().isChanged()) {
        isCommitting = true; // It stays so where the commit fails: nothing is told any more.
        store.commit(next.turn().batch());
        isCommitting = false;
      }
    } catch (StoreFull e) {
      isCommitting = false;
      waitForRoom(next, e);
      return;
    }
    release(next);
  }

  /** All of it is durable. */
  private void release(Unkept kept) {
    serving.committed(kept.turn().batch());
    kept.turn().batch().gone().forEach(telemetry::forget);
    figures.refresh();
    release.release(kept.turn());
    Instant now = now();
    if (kept.isSyncing()) {
      global.send(now);
    }
    if (!inbox.isEmpty()) {
      loop.execute(this::flush);
    }
    arm(now);
  }

  /** Nothing was kept, so nothing is told; the same batch is tried again until there is room. */
  private void waitForRoom(Unkept next, StoreFull why) {
    unkept = Optional.of(next);
    if (!figures.isFull()) {
      LOG.warn("nothing is taken: {}", why.getMessage());
      metrics.count("weir_disk_full_total", 1);
      figures.full(Optional.of("the disk is full, nothing is taken: " + why.getMessage()));
      global.tellTrouble();
    }
    loop.after(backoff.next(), this::tryAgain);
  }

  private void tryAgain() {
    if (isClosed || unkept.isEmpty()) {
      return;
    }
    Unkept again = unkept.get();
    unkept = Optional.empty();
    commit(again);
    if (unkept.isEmpty()) {
      LOG.info("there is room on the disk");
      backoff.reset();
      figures.full(Optional.empty());
    }
  }

  /** Comes back when something is due. */
  private void arm(Instant now) {
    Instant next = global.next(now);
    Instant due = core.nextDue().orElse(next);
    alarm.set(now, due.isBefore(next) ? due : next);
  }

  /** As fine as what is kept, so that a restart finds the same times. */
  private Instant now() {
    return loop.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Takes nothing any more. What was acknowledged is durable. */
  @Override
  public void close() {
    isClosed = true;
    loop.execute(alarm::cancel);
  }
}
