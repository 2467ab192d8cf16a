package dev.weir.region.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * The region's right to begin updates by itself. Source: docs/protocol.md, section 6.4.
 *
 * @param until absent: global never answered
 */
public record Lease(Optional<Instant> until) {
  /** Before global's first answer. */
  public static final Lease NONE = new Lease(Optional.empty());

  public static Lease until(Instant end) {
    return new Lease(Optional.of(end));
  }

  /** At its end it is over. */
  public boolean isOver(Instant now) {
    return until.isEmpty() || !now.isBefore(until.get());
  }
}
