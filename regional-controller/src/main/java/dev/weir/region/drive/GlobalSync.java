package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.link.Synced;
import dev.weir.region.store.Meta;
import dev.weir.region.store.RegionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange with global: begun with a batch, sent when that is durable, answered by another. */
final class GlobalSync {
  /** Reports in one sync. Source: docs/protocol.md, section 6, and the message's table. */
  private static final int MAX_REPORTS = 256;

  private static final Logger LOG = LoggerFactory.getLogger(GlobalSync.class);

  private final RegionCore core;
  private final RegionStore store;
  private final GlobalLink link;
  private final RegionFigures figures;
  private final RegionSettings settings;
  private final SyncSchedule schedule;
  private final Inbox inbox;
  private final Metrics metrics;
  private Optional<RegionSync> last = Optional.empty();

  GlobalSync(
      RegionCore core,
      RegionStore store,
      GlobalLink link,
      RegionFigures figures,
      RegionSettings settings,
      SyncSchedule schedule,
      Inbox inbox,
      Metrics metrics) {
    this.core = core;
    this.store = store;
    this.link = link;
    this.figures = figures;
    this.settings = settings;
    this.schedule = schedule;
    this.inbox = inbox;
    this.metrics = metrics;
  }

  /** Gives up what is not answered, and begins the next where it is due; whether it did. */
  boolean begin(Instant now) {
    if (schedule.isTimedOut(now)) {
      failed("no answer within " + settings.syncTimeout());
    }
    boolean isDue = schedule.isDue(core.isSyncWanted(), now);
    if (isDue) {
      core.beginSync();
    }
    return isDue;
  }

  /** Sends what was begun; its number is durable by now. */
  void send(Instant now) {
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
            figures.health(),
            RegionSync.NEWEST);
    last = Optional.of(sync);
    link.sync(sync, answer -> inbox.add(then -> answered(number, answer, then)));
  }

  /**
   * Tells global of a trouble in which nothing can be committed: what it was told last, under a new
   * number. Numbers that are not durable are left out at the next start. What it answers is told
   * again.
   */
  void tellTrouble() {
    last.ifPresent(
        told ->
            link.sync(
                new RegionSync(
                    told.region(),
                    told.incarnation(),
                    core.nextNumber(),
                    told.feedCursor(),
                    told.counts(),
                    told.reports(),
                    told.answers(),
                    figures.health(),
                    told.version()),
                answer -> LOG.info("global was told of the trouble")));
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
      failed(failed.why());
    }
  }

  private void failed(String why) {
    LOG.info("no sync with global: {}", why);
    metrics.count("weir_syncs_failed_total", 1);
    schedule.failed();
    core.syncFailed();
  }

  /** When the next one should begin, or the one under way be given up. */
  Instant next(Instant now) {
    return schedule.next(core.isSyncWanted(), now);
  }
}
