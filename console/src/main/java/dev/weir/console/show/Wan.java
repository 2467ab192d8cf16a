package dev.weir.console.show;

import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.RegionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a region and global hear each other.
 *
 * @param since when they last did
 */
public record Wan(State state, Optional<Instant> since, Optional<Instant> leaseUntil) {
  /** Without a word for so long, they are out of touch. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How they stand. */
  public enum State {
    /** They never spoke. */
    NEVER,
    IN_TOUCH,
    /** Cut off; the region goes on as its lease allows. */
    CUT_OFF,
    /** Cut off, and the lease is over: nothing new begins. */
    LEASE_OVER
  }

  public static Wan of(RegionView region, Instant now) {
    return of(region.lastSync(), region.leaseUntil(), now);
  }

  public static Wan of(RegionStatus status, Instant now) {
    return of(status.globalSince(), status.leaseUntil(), now);
  }

  private static Wan of(Optional<Instant> since, Optional<Instant> leaseUntil, Instant now) {
    if (since.isEmpty()) {
      return new Wan(State.NEVER, since, leaseUntil);
    }
    if (now.isBefore(since.get().plus(PATIENCE))) {
      return new Wan(State.IN_TOUCH, since, leaseUntil);
    }
    boolean leased = leaseUntil.map(now::isBefore).orElse(false);
    return new Wan(leased ? State.CUT_OFF : State.LEASE_OVER, since, leaseUntil);
  }

  public Tone tone() {
    return switch (state) {
      case NEVER -> Tone.UNSURE;
      case IN_TOUCH -> Tone.GOOD;
      case CUT_OFF -> Tone.WARN;
      case LEASE_OVER -> Tone.BAD;
    };
  }

  public boolean isInTouch() {
    return state == State.IN_TOUCH;
  }
}
