package dev.weir.global.drive;

import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Region;
import dev.weir.global.salvage.Numbers;
import dev.weir.global.store.Commit;
import dev.weir.global.store.StoreFull;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange with regions. Source: docs/protocol.md, section 6. */
final class SyncCalls {
  private static final Logger LOG = LoggerFactory.getLogger(SyncCalls.class);

  /** Feed items in a page. */
  static final int PAGE = 1000;

  /** A page of so few items fits into a message, whatever is in them. */
  private static final int SMALL_PAGE = 100;

  private final FullDisk disk;
  private final Ledger ledger;
  private final Questions questions;
  private final ReportIntake intake;
  private final RolloutCalls rollouts;
  private final RegionWatch watch;
  private final Handovers handovers;
  private final Refeeding refeeding;
  private final Duration lease;

  SyncCalls(
      FullDisk disk,
      Ledger ledger,
      Questions questions,
      ReportIntake intake,
      RolloutCalls rollouts,
      RegionWatch watch,
      Handovers handovers,
      Refeeding refeeding,
      Duration lease) {
    this.disk = disk;
    this.ledger = ledger;
    this.questions = questions;
    this.intake = intake;
    this.rollouts = rollouts;
    this.watch = watch;
    this.handovers = handovers;
    this.refeeding = refeeding;
    this.lease = lease;
  }

  Reply<FeedPage> sync(Peer peer, RegionSync sync) {
    RegionId id = sync.region();
    if (!peer.equals(Peer.of(id))) {
      return Reply.refused(Code.FORBIDDEN, peer.uri() + " can't speak for region " + id);
    }
    Region region = ledger.region(id).orElseGet(() -> takenUpAgain(sync));
    if (sync.incarnation() < region.incarnation()) {
      return Reply.refused(
          Code.STALE_INCARNATION,
          "region "
              + id
              + " has spoken as incarnation "
              + region.incarnation()
              + "; incarnation "
              + sync.incarnation()
              + " has no say any more: stop it, or start it again with a higher one");
    }
    Instant until = Clocks.now(disk).plus(lease);
    if (region.isNews(sync)) {
      try {
        take(region, sync, until);
      } catch (StoreFull e) {
        // The region keeps what is not acknowledged, says its counts again, and goes on.
        disk.met(e);
      }
    }
    return Reply.done(page(sync, until));
  }

  /** Its certificate says that it has joined: its row was lost. */
  private Region takenUpAgain(RegionSync sync) {
    RegionId id = sync.region();
    LOG.warn("region {} is not known here any more; it is taken up again by its certificate", id);
    long above = Numbers.above(sync.feedCursor(), Clocks.now(disk));
    ledger.commit(new Commit.Builder().put(Region.found(id, false).withFeedEnd(above)).build());
    refeeding.tell(id);
    return ledger.region(id).orElseThrow();
  }

  private void take(Region region, RegionSync sync, Instant until) {
    Instant now = Clocks.now(disk);
    SortedSet<RolloutId> changed = changed(ledger.countsOf(region.id()), sync.counts());
    Commit.Builder commit = new Commit.Builder();
    long taken = sync.reports().stream().mapToLong(RelayedReport::sequence).max().orElse(0);
    for (RelayedReport report : sync.reports()) {
      intake.take(commit, region.id(), report, now);
    }
    commit.put(region.synced(sync, taken, now, until));
    if (!sync.counts().equals(ledger.countsOf(region.id()))) {
      commit.put(new Commit.Vector(region.id(), sync.counts()));
    }
    if (sync.feedCursor() > region.feedEnd()) {
      lift(commit, region.id(), sync.feedCursor());
    }
    watch.heard(commit, region.id(), now);
    ledger.commit(commit.build());
    watch.isBack(region.id());
    if (!region.hasStarted() && ledger.region(region.id()).map(Region::hasStarted).orElse(false)) {
      handovers.begin();
    }
    sync.answers().forEach(answer -> questions.answered(region.id(), answer));
    changed.forEach(rollouts::observe);
    refeeding.look(sync);
  }

  /**
   * The region knows items that are not here: global was restored from a backup. All that is here
   * gets numbers above, so that the region takes it.
   */
  private void lift(Commit.Builder commit, RegionId id, long above) {
    Region row = commit.region(id).orElseThrow();
    commit.put(row.withFeedEnd(above));
    for (FeedItem item : ledger.store().feed(id, 0, Integer.MAX_VALUE)) {
      ledger.append(commit, id, number -> Feeds.renumbered(item, number));
    }
  }

  /** Rollouts whose counts differ, and those where the region says that it halted. */
  private static SortedSet<RolloutId> changed(
      List<RolloutCounts> before, List<RolloutCounts> after) {
    SortedSet<RolloutId> changed = new TreeSet<>();
    after.stream()
        .filter(part -> part.halted() || !before.contains(part))
        .forEach(part -> changed.add(part.rollout()));
    before.stream()
        .filter(part -> !after.contains(part))
        .forEach(part -> changed.add(part.rollout()));
    return changed;
  }

  private FeedPage page(RegionSync sync, Instant until) {
    Region region = ledger.region(sync.region()).orElseThrow();
    for (int limit = PAGE; ; limit /= 2) {
      List<FeedItem> items = ledger.store().feed(region.id(), sync.feedCursor(), limit);
      long reached = items.isEmpty() ? sync.feedCursor() : items.get(items.size() - 1).sequence();
      boolean more = reached < region.feedEnd() && !items.isEmpty();
      FeedPage page =
          new FeedPage(
              items,
              more,
              questions.of(region.id(), items.isEmpty()),
              region.reportsTaken(),
              until,
              sync.incarnation());
      if (items.size() <= SMALL_PAGE
          || FeedPage.CODEC.encode(page).size() <= Limits.REGION_MESSAGE) {
        return page;
      }
    }
  }
}
