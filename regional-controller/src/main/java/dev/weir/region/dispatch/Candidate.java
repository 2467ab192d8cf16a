package dev.weir.region.dispatch;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.FullImages;
import dev.weir.region.presence.Presence;
import java.util.Optional;

/**
 * A device before the question.
 *
 * @param matches whether it is of the directive's model and its selector chooses it
 * @param winner the rollout with the highest order that wants the device
 * @param fullImages that the rollout gave here in place of deltas
 */
public record Candidate(
    DeviceRecord device,
    Presence presence,
    Rank rank,
    boolean matches,
    Optional<RolloutId> winner,
    FullImages fullImages) {}
