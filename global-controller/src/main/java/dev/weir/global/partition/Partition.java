package dev.weir.global.partition;

import dev.weir.global.fleet.Region;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.util.Collection;
import java.util.Optional;

/**
 * Which region serves a device: the one that it is pinned to, else the winner of the rendezvous. It
 * is asked at enrolment and when a pin is set or lifted. A region that joins later moves no device
 * by itself in this version.
 */
public final class Partition {
  private Partition() {}

  /** Empty where there is no region. A pin to a region that is not known does not count. */
  public static Optional<RegionId> regionOf(
      DeviceId device, Optional<RegionId> pin, Collection<Region> regions) {
    Optional<RegionId> pinned =
        pin.filter(to -> regions.stream().anyMatch(region -> region.id().equals(to)));
    return pinned.or(
        () ->
            Rendezvous.winner(
                device,
                regions.stream()
                    .map(region -> new Rendezvous.Candidate(region.id(), region.weight()))
                    .toList()));
  }
}
