package dev.weir.sim.planted;

import dev.weir.region.lease.Lease;
import java.time.Instant;

/** A simulated world decides something: planted for {@code PlantedTest}. */
public final class Decides {
  boolean it(Lease lease, Instant now) {
    return lease.isOver(now);
  }
}
