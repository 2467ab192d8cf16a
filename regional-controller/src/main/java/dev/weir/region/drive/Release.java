package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Downlink;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.cache.Wanted;
import dev.weir.region.core.Effect;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import dev.weir.region.core.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said and done once a batch is durable. */
final class Release {
  private static final Logger LOG = LoggerFactory.getLogger(Release.class);

  private final RegionCore core;
  private final Inbox inbox;
  private final Connections connections;
  private final PayloadCache cache;
  private final TelemetryDriver telemetry;
  private final Metrics metrics;
  private final List<Runnable> replies = new ArrayList<>();

  Release(
      RegionCore core,
      Inbox inbox,
      Connections connections,
      PayloadCache cache,
      TelemetryDriver telemetry,
      Metrics metrics) {
    this.core = core;
    this.inbox = inbox;
    this.connections = connections;
    this.cache = cache;
    this.telemetry = telemetry;
    this.metrics = metrics;
  }

  /** Keeps a reply until the batch is durable. */
  void later(Consumer<Reception> taken, Reception reception) {
    replies.add(() -> taken.accept(reception));
  }

  /** The batch is durable: lets out everything that waited for it. */
  void release(Turn turn) {
    List<Runnable> waiting = List.copyOf(replies);
    replies.clear();
    waiting.forEach(Runnable::run);
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Send send) {
        connections.send(send.device(), whole(send));
      } else if (effect instanceof Effect.Measure measure) {
        measure(measure);
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

  /** With what there is to say of the device's spool. */
  private Downlink whole(Effect.Send send) {
    return telemetry.credit(send.device()).map(send.downlink()::with).orElse(send.downlink());
  }

  private void measure(Effect.Measure measure) {
    telemetry.ask(
        measure.device(),
        measure.ask(),
        view -> {
          Answer answer =
              view.map(found -> Answer.telemetry(measure.query(), found))
                  .orElseGet(() -> Answer.problem(measure.query(), "its telemetry waits"));
          inbox.add(now -> core.step(new RegionEvent.Measured(answer), now));
        });
  }

  private void prefetch(Wanted wanted) {
    cache.prefetch(
        wanted,
        readiness ->
            inbox.add(
                now -> core.step(new RegionEvent.Prefetched(wanted.manifest(), readiness), now)));
  }
}
