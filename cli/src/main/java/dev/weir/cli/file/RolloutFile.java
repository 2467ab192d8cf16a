package dev.weir.cli.file;

import dev.weir.protocol.api.RolloutSpec;
import java.util.Optional;

/**
 * A rollout as a file asks for it.
 *
 * @param state absent: as it is
 */
public record RolloutFile(RolloutSpec spec, Optional<WantedState> state) {}
