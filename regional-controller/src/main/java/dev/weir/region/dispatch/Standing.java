package dev.weir.region.dispatch;

import dev.weir.protocol.message.Directive;
import dev.weir.region.lease.Lease;
import java.util.Optional;

/**
 * How a rollout stands in this region.
 *
 * @param halted why the region halted it on its own evidence
 * @param notReady why the cache does not have what its targets need yet
 * @param permits that are held
 */
public record Standing(
    Directive order,
    Optional<String> halted,
    Optional<String> notReady,
    int permits,
    Lease lease) {}
