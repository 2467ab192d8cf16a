package dev.weir.region.device;

import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Directive;
import java.util.Optional;

/** The directives that are in force, by rollout. */
@FunctionalInterface
public interface Orders {
  Optional<Directive> of(RolloutId rollout);
}
