package dev.weir.console.fleet;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import java.util.Optional;

/**
 * Which devices are meant.
 *
 * @param selector over labels; empty: all
 * @param version that they run
 * @param region that serves them; absent: any. A region knows only its own
 * @param cursor of the page before; empty: from the start
 * @param limit 1 to 1000
 */
public record DeviceAsk(
    String selector,
    Optional<Version> version,
    Optional<DeviceState> state,
    Optional<RegionId> region,
    String cursor,
    int limit) {}
