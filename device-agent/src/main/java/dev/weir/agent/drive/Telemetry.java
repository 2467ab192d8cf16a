package dev.weir.agent.drive;

import dev.weir.agent.probe.Probe;
import dev.weir.agent.spool.ClosedPack;
import dev.weir.agent.spool.OpenPacks;
import dev.weir.agent.spool.Spool;
import dev.weir.agent.spool.SpoolRecord;
import dev.weir.agent.spool.SpoolRow;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.telemetry.Metric;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures, packs and spools. Trouble of the spool's disk pauses the measuring and nothing else; it
 * goes on by itself when the disk does.
 */
final class Telemetry {
  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

  /** What hardly changes. */
  private static final Set<Metric> RARE =
      EnumSet.of(
          Metric.MEMORY_TOTAL, Metric.DISK_TOTAL, Metric.BOOTS, Metric.CRASHES, Metric.DROPPED);

  private final Loop loop;
  private final Probe probe;
  private final TelemetrySettings settings;
  private final Spool spool;
  private final long stream;
  private final OpenPacks packs = new OpenPacks();
  private Runnable grown = () -> {};
  private Optional<String> paused = Optional.empty();
  private boolean stopped;
  private long samples;

  /**
   * @param stream names the spool if it is a new one
   */
  Telemetry(AgentPorts ports, TelemetrySettings settings, long stream) {
    this.loop = ports.loop();
    this.probe = ports.probe();
    this.settings = settings;
    this.spool = new Spool(ports.spool(), settings.spoolBytes());
    this.stream = stream;
  }

  /** What may fail because of the disk. */
  private interface Attempt<T> {
    T run() throws IOException;
  }

  private <T> Optional<T> attempt(Attempt<T> what) {
    try {
      return Optional.of(what.run());
    } catch (IOException e) {
      if (paused.isEmpty()) {
        LOG.warn("telemetry is paused: {}", e.getMessage());
      }
      paused = Optional.of(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Who hears that there is something to send. */
  void onGrown(Runnable listener) {
    grown = listener;
  }

  void start() {
    tick();
  }

  private void tick() {
    if (stopped) {
      return;
    }
    loop.after(settings.every(), this::tick);
    if (paused.isPresent() && !resume()) {
      return;
    }
    if (attempt(this::open).isPresent()) {
      sample();
      // The first is spooled at once: a device that starts again and again is still heard of.
      if (samples % settings.samplesInFlush() == 1 % settings.samplesInFlush() || packs.isFull()) {
        flush();
      }
    }
  }

  /** What waited for the disk comes first: nothing is measured that can't be kept. */
  private boolean resume() {
    if (attempt(this::open).isEmpty() || !flush()) {
      return false;
    }
    paused = Optional.empty();
    LOG.info("telemetry goes on");
    return true;
  }

  private boolean open() throws IOException {
    spool.open(stream);
    return true;
  }

  private void sample() {
    boolean all = samples % settings.samplesInRarely() == 0;
    samples++;
    probe.measure((metric, value) -> take(metric, value, all));
    SpoolRecord record = spool.record();
    take(Metric.BOOTS, (double) record.boots(), all);
    take(Metric.CRASHES, (double) record.crashes(), all);
    take(Metric.DROPPED, (double) record.dropped(), all);
  }

  private void take(Metric metric, double value, boolean all) {
    if (Double.isFinite(value) && (all || !RARE.contains(metric))) {
      packs.add(metric.priority(), metric.reading(value, now()));
    }
  }

  /** Readings keep milliseconds. */
  private Instant now() {
    return Instant.ofEpochMilli(loop.now().toEpochMilli());
  }

  private boolean flush() {
    List<ClosedPack> closed = packs.close();
    if (closed.isEmpty()) {
      return true;
    }
    boolean kept =
        attempt(
                () -> {
                  spool.add(closed);
                  return true;
                })
            .isPresent();
    if (kept) {
      packs.spooled();
      grown.run();
    }
    return kept;
  }

  /** Why nothing is measured now. */
  Optional<String> paused() {
    return paused;
  }

  Spool spool() {
    return spool;
  }

  /** The first packs above a sequence; none while the spool can't be read. */
  List<SpoolRow> after(long sequence, int most) {
    return spool.isOpen()
        ? attempt(() -> spool.after(sequence, most)).orElse(List.of())
        : List.of();
  }

  /** Deletes what the region has; gives whether that was anything. */
  boolean acknowledge(long cursor) {
    return spool.isOpen() && attempt(() -> spool.acknowledge(cursor)).orElse(false);
  }

  /** Keeps what is measured and stops in good order, so that the next start is no crash. */
  void stop() {
    stopped = true;
    if (spool.isOpen() && flush()) {
      attempt(
          () -> {
            spool.stop();
            return true;
          });
    }
  }
}
