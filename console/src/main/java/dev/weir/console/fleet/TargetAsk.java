package dev.weir.console.fleet;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.TargetState;
import java.util.Optional;

/**
 * Which targets of a rollout are meant.
 *
 * @param wave from 0; absent: every wave
 * @param state absent: every state
 * @param region that serves them; absent: any. A region knows only its own
 * @param cursor of the page before; empty: from the start
 * @param limit 1 to 1000
 */
public record TargetAsk(
    Optional<Integer> wave,
    Optional<TargetState> state,
    Optional<RegionId> region,
    String cursor,
    int limit) {}
