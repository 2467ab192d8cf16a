package dev.weir.region.view;

import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.selector.Selector;
import java.util.Optional;

/**
 * Which devices are meant.
 *
 * @param online absent: whether they are here or not
 * @param phase where their last action stands; absent: wherever
 * @param version that they run; absent: any
 * @param state as the region counts them; absent: any
 */
public record DeviceFilter(
    Selector selector,
    Optional<Boolean> online,
    Optional<UpdatePhase> phase,
    Optional<Version> version,
    Optional<DeviceState> state) {}
