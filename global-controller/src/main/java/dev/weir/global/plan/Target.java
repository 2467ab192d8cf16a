package dev.weir.global.plan;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.rank.Rank;
import java.util.Optional;

/**
 * A device that a rollout is for.
 *
 * @param already runs the release's image
 * @param refused by its hardware or base; it will be told and will refuse
 * @param payload what it will take; absent where it takes none
 */
record Target(
    DeviceId device,
    Rank rank,
    RegionId region,
    boolean already,
    boolean refused,
    Optional<Payload> payload) {}
