package dev.weir.agent.link;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * The region that a device was told last that it belongs to, and where that is reached. Source:
 * docs/protocol.md, 6.7.
 *
 * @param region absent where its name was not told
 */
public record Home(Optional<RegionId> region, List<Endpoint> endpoints) {
  public Home {
    endpoints = List.copyOf(endpoints);
  }

  /** The region's name, for people. */
  public String name() {
    return region.map(RegionId::text).orElse("without a name");
  }
}
