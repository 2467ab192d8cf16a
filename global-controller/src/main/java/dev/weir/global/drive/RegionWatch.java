package dev.weir.global.drive;

import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.fleet.Region;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.RegionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when a region falls silent, and when it is back. Which regions are silent follows from the
 * changes that are kept. While global itself was away it can't say of anybody that he was silent:
 * its own start counts as a sign of life.
 */
final class RegionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(RegionWatch.class);

  private final Loop loop;
  private final Ledger ledger;
  private final Duration silentAfter;
  private Instant start;
  private Loop.Timer timer = () -> {};
  private final SortedSet<RegionId> silent = new TreeSet<>();

  RegionWatch(Loop loop, Ledger ledger, Duration silentAfter) {
    this.loop = loop;
    this.ledger = ledger;
    this.silentAfter = silentAfter;
    this.start = Clocks.now(loop);
    for (Change change : ledger.changes()) {
      if (change.kind().equals(ChangeKind.REGION_SILENT.text())) {
        silent.add(RegionId.of(change.subject()));
      } else if (change.kind().equals(ChangeKind.REGION_BACK.text())) {
        silent.remove(RegionId.of(change.subject()));
      }
    }
  }

  /** Global could take nothing down for a while, and so nobody was heard. */
  void startAgain() {
    start = Clocks.now(loop);
    look();
  }

  /** Looks now, and again as soon as one more can have fallen silent. */
  void look() {
    timer.cancel();
    Instant now = Clocks.now(loop);
    Instant next = now.plus(silentAfter);
    for (Region region : ledger.regions()) {
      Optional<Instant> end = region.lastSync().map(this::endOf);
      if (end.isEmpty() || silent.contains(region.id())) {
        continue;
      }
      if (end.get().isAfter(now)) {
        next = end.get().isBefore(next) ? end.get() : next;
      } else {
        fellSilent(region, now);
      }
    }
    timer = loop.after(Duration.between(now, next), this::look);
  }

  private Instant endOf(Instant lastSync) {
    return (lastSync.isBefore(start) ? start : lastSync).plus(silentAfter);
  }

  private void fellSilent(Region region, Instant now) {
    Commit.Builder commit = new Commit.Builder();
    String since = "has not synced since " + region.lastSync().orElseThrow();
    ledger.note(commit, now, ChangeKind.REGION_SILENT, region.id().text(), since);
    ledger.commit(commit.build());
    silent.add(region.id());
    LOG.warn("region {} {}", region.id(), since);
  }

  /** A region syncs; to be called with the commit of that. */
  void heard(Commit.Builder commit, RegionId region, Instant now) {
    if (silent.contains(region)) {
      ledger.note(commit, now, ChangeKind.REGION_BACK, region.text(), "");
    }
  }

  /** That commit is done. */
  void isBack(RegionId region) {
    silent.remove(region);
  }
}
