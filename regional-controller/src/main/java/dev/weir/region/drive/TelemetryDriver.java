package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryCredit;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.region.device.StreamCursor;
import dev.weir.region.store.StoreCorrupt;
import dev.weir.region.store.StoreFull;
import dev.weir.region.store.TelemetryBatch;
import dev.weir.region.store.TelemetryStore;
import dev.weir.region.store.TelemetryTotals;
import dev.weir.region.telemetry.Pace;
import dev.weir.region.telemetry.Plot;
import dev.weir.region.telemetry.Retention;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes telemetry on a loop of its own, so that readings never hold up an update: takes what came,
 * commits once, and only then says so. A full disk makes it wait and try again, a corrupt store is
 * opened anew, which salvages it; meanwhile devices keep what they have. Where the store fails
 * otherwise the exception goes to the loop.
 */
public final class TelemetryDriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryDriver.class);

  private final Loop loop;
  private final Supplier<TelemetryStore> opener;
  private final TelemetrySettings settings;
  private final TelemetryQueue queue;
  private final Metrics metrics;
  private final Backoff backoff;

  /** What is durable of each spool that was heard of since the start. */
  private final Map<DeviceId, StreamCursor> taken = new ConcurrentHashMap<>();

  private Optional<TelemetryStore> store = Optional.empty();

  /** Taken out of the queue and not yet durable. */
  private List<TelemetryQueue.Message> pending = List.of();

  private Consumer<DeviceId> told = device -> {};
  private int share = 100;
  private boolean isWaiting;
  private volatile TelemetryTotals totals = TelemetryTotals.NONE;
  private volatile Optional<String> trouble = Optional.of("its store is not open yet");
  private volatile Optional<String> salvaged = Optional.empty();
  private volatile boolean isClosed;

  /**
   * A driver that does nothing yet.
   *
   * @param opener opens the store, on the loop
   */
  public TelemetryDriver(
      Loop loop, Supplier<TelemetryStore> opener, TelemetrySettings settings, Metrics metrics) {
    this.loop = loop;
    this.opener = opener;
    this.settings = settings;
    this.metrics = metrics;
    this.queue = new TelemetryQueue(settings.queue(), () -> loop.execute(this::flush));
    this.backoff = new Backoff(settings.retryAtMost());
    metrics.gauge("weir_telemetry_readings", () -> totals.readings());
    metrics.gauge("weir_telemetry_dropped", () -> totals.dropped());
    metrics.gauge("weir_telemetry_waiting_bytes", queue::bytes);
    metrics.gauge("weir_telemetry_paused", () -> trouble.isPresent() ? 1 : 0);
  }

  /**
   * Opens the store and begins to work.
   *
   * @param listener told on this driver's loop of devices to which there is something to say
   */
  public void start(Consumer<DeviceId> listener) {
    loop.execute(
        () -> {
          told = listener;
          attempt(this::open);
          loop.after(settings.pruneEvery(), this::tend);
        });
  }

  private void open() {
    TelemetryStore opened = opener.get();
    store = Optional.of(opened);
    totals = opened.totals();
    opened.salvaged().ifPresent(what -> salvaged = Optional.of("telemetry was corrupt: " + what));
    work();
  }

  /**
   * Takes a message, on any thread.
   *
   * @param bytes of its encoding
   * @param reply told after the commit
   * @return whether there is room for it; else nothing is told
   */
  public boolean offer(DeviceId device, Readings readings, int bytes, Consumer<Reception> reply) {
    return queue.offer(new TelemetryQueue.Message(device, readings, bytes, reply));
  }

  /** What there is to say to a device; empty where its spool was not heard of. On any thread. */
  public Optional<TelemetryCredit> credit(DeviceId device) {
    return Optional.ofNullable(taken.get(device))
        .map(cursor -> new TelemetryCredit(cursor.stream(), cursor.cursor(), credit()));
  }

  private int credit() {
    return Pace.credit(queue.bytes(), settings.queue(), trouble.isPresent());
  }

  /** One batch: take, commit, tell. */
  private void flush() {
    if (!isWaiting && !isClosed) {
      attempt(this::work);
    }
  }

  private void work() {
    if (pending.isEmpty()) {
      pending = queue.take(settings.batch());
    }
    if (!pending.isEmpty()) {
      commit();
    }
    resume();
    if (!queue.isEmpty()) {
      loop.execute(this::flush);
    }
  }

  private void commit() {
    TelemetryIntake intake = new TelemetryIntake(opened());
    pending.forEach(message -> intake.take(message, now()));
    TelemetryBatch batch = intake.batch(totals);
    opened().commit(batch);
    pending = List.of();
    totals = batch.totals();
    intake.count(metrics);
    batch.devices().forEach(device -> taken.put(device.device(), device.spool().cursor()));
    intake.reply();
    batch.devices().forEach(device -> told.accept(device.device()));
  }

  private TelemetryStore opened() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open"));
  }

  private Instant now() {
    return loop.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Does what the store is needed for; what it can't do now is tried again. */
  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (StoreFull e) {
      pause("the disk is full: " + e.getMessage());
    } catch (StoreCorrupt e) {
      store.ifPresent(TelemetryStore::close);
      store = Optional.empty();
      pause(String.valueOf(e.getMessage()));
    }
  }

  private void pause(String why) {
    if (trouble.isEmpty()) {
      LOG.warn("telemetry waits: {}", why);
      metrics.count("weir_telemetry_pauses_total", 1);
    }
    trouble = Optional.of(why);
    queue.close(true);
    if (!isWaiting) {
      isWaiting = true;
      loop.after(backoff.next(), this::retry);
    }
  }

  private void retry() {
    isWaiting = false;
    if (!isClosed) {
      attempt(store.isEmpty() ? this::open : this::work);
    }
  }

  /** The last rest of the disk is left to the region itself. */
  private void resume() {
    long room = opened().room();
    if (room < settings.reserve()) {
      pause("the disk has " + room + " bytes left, and " + settings.reserve() + " are kept back");
      return;
    }
    backoff.reset();
    if (trouble.isPresent()) {
      LOG.info("telemetry is taken");
      trouble = Optional.empty();
      queue.close(false);
    }
  }

  /** Forgets what is too old, a slice at a time, also while there is no room for more. */
  private void tend() {
    if (isClosed) {
      return;
    }
    if (store.isPresent()) {
      attempt(this::prune);
    }
    loop.after(settings.pruneEvery(), this::tend);
  }

  private void prune() {
    Retention kept = settings.retention().cut(share);
    boolean isRound =
        opened().prune(kept.rawFrom(now()), kept.minutesFrom(now()), settings.prunedAtOnce());
    if (isRound) {
      share = Retention.share(opened().used(), settings.bytes() / 5 * 4, share);
    }
    if (!isWaiting) {
      resume();
    }
  }

  /** Nothing is said any more of a device that this region does not serve. On any thread. */
  void forget(DeviceId device) {
    taken.remove(device);
  }

  /**
   * Answers for a device, on this driver's loop.
   *
   * @param reply empty where nothing can be read now
   */
  public void ask(DeviceId device, TelemetryAsk ask, Consumer<Optional<TelemetryView>> reply) {
    loop.execute(
        () -> {
          List<TelemetryView> answer = new ArrayList<>(1);
          if (store.isPresent()) {
            attempt(() -> answer.add(answer(device, ask)));
          }
          reply.accept(answer.stream().findFirst());
        });
  }

  private TelemetryView answer(DeviceId device, TelemetryAsk ask) {
    Plot plot = Plot.of(ask, settings.retention().cut(share).rawFrom(now()));
    opened().read(device, plot);
    return plot.view(device, opened().spool(device));
  }

  /** Taken and dropped since the store was made. On any thread. */
  public TelemetryTotals totals() {
    return totals;
  }

  /** What it waits for. On any thread. */
  Optional<String> trouble() {
    return trouble.map(what -> "telemetry waits: " + what);
  }

  /** What keeps it from its work now, and what it went through since the start. On any thread. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    trouble().ifPresent(troubles::add);
    salvaged.ifPresent(troubles::add);
    return troubles;
  }

  /** Takes nothing any more, and closes the store. What was acknowledged is durable. */
  @Override
  public void close() {
    isClosed = true;
    queue.close(true);
    loop.execute(() -> store.ifPresent(TelemetryStore::close));
  }
}
