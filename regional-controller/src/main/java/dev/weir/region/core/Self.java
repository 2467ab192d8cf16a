package dev.weir.region.core;

import dev.weir.region.lease.Lease;
import dev.weir.region.store.Loaded;
import dev.weir.region.store.Meta;
import java.time.Instant;
import java.util.Optional;

/** What the region knows of itself: incarnation, cursors, lease. */
final class Self {
  /** Numbers left out at a start: global may have seen that many more than a copy of the store. */
  private static final long RESTART_GAP = 64;

  private long incarnation;
  private long sequence;
  private long feedCursor;
  private long relayed;
  private long relayTaken;
  private Lease lease = Lease.NONE;
  private Optional<Instant> globalSince = Optional.empty();

  /** A new or restored region takes an incarnation above all that it may have had before. */
  void load(Loaded loaded, Instant now) {
    Meta meta = loaded.meta();
    boolean isSalvaged = loaded.salvaged().isPresent();
    boolean isNew = meta.incarnation() == 0 || loaded.isRestored() || isSalvaged;
    incarnation = isNew ? Math.max(meta.incarnation() + 1, now.toEpochMilli()) : meta.incarnation();
    sequence = isNew ? 0 : meta.sequence() + RESTART_GAP;
    feedCursor = isSalvaged ? 0 : meta.feedCursor();
    relayed = meta.relayed();
    relayTaken = meta.relayTaken();
    lease = new Lease(meta.leaseUntil());
  }

  Meta meta() {
    return new Meta(incarnation, sequence, feedCursor, relayed, relayTaken, lease.until());
  }

  long nextRelayed() {
    return ++relayed;
  }

  void nextSync() {
    sequence++;
  }

  void fed(long upTo) {
    feedCursor = upTo;
  }

  void answered(long reportsTaken, Instant leaseUntil, Instant now) {
    relayTaken = Math.max(relayTaken, Math.min(reportsTaken, relayed));
    lease = Lease.until(leaseUntil);
    globalSince = Optional.of(now);
  }

  long incarnation() {
    return incarnation;
  }

  long feedCursor() {
    return feedCursor;
  }

  long backlog() {
    return relayed - relayTaken;
  }

  Lease lease() {
    return lease;
  }

  Optional<Instant> globalSince() {
    return globalSince;
  }
}
