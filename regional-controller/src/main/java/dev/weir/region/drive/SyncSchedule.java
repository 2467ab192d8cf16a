package dev.weir.region.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to sync: with something to say at most every {@code syncApart}, without at least every
 * {@code syncEvery}, one at a time. After failures it waits longer, with jitter, up to {@code
 * syncEvery}. Source: docs/protocol.md, section 6.1.
 */
final class SyncSchedule {
  private static final int MAX_DOUBLINGS = 8;

  private final RegionSettings settings;
  private final RandomGenerator chance;
  private Optional<Instant> began = Optional.empty();
  private boolean isUnderWay;
  private boolean isHurried;
  private int failures;
  private Duration apart;
  private long number;

  SyncSchedule(RegionSettings settings, RandomGenerator chance) {
    this.settings = settings;
    this.chance = chance;
    this.apart = settings.syncApart();
  }

  /** When the next sync should begin, or the one under way be given up. */
  Instant next(boolean isWanted, Instant now) {
    if (began.isEmpty()) {
      return now;
    }
    if (isUnderWay) {
      return began.get().plus(settings.syncTimeout());
    }
    if (isHurried) {
      return now;
    }
    return began.get().plus(isWanted ? apart : settings.syncEvery());
  }

  boolean isDue(boolean isWanted, Instant now) {
    return !isUnderWay && !now.isBefore(next(isWanted, now));
  }

  boolean isTimedOut(Instant now) {
    return isUnderWay && !now.isBefore(next(false, now));
  }

  /** Begins one; the number tells its answer from a late one's. */
  long begin(Instant now) {
    began = Optional.of(now);
    isUnderWay = true;
    isHurried = false;
    return ++number;
  }

  boolean isCurrent(long answered) {
    return isUnderWay && answered == number;
  }

  /** Answered; whether there is more at once. */
  void answered(boolean more) {
    isUnderWay = false;
    isHurried = more;
    failures = 0;
    apart = settings.syncApart();
  }

  void failed() {
    isUnderWay = false;
    failures = Math.min(failures + 1, MAX_DOUBLINGS);
    long cap = settings.syncEvery().toMillis();
    long longest = Math.min(cap, settings.syncApart().toMillis() << failures);
    long shortest = settings.syncApart().toMillis();
    apart = Duration.ofMillis(shortest + (long) (chance.nextDouble() * (longest - shortest)));
  }
}
