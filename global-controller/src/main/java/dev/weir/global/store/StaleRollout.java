package dev.weir.global.store;

import dev.weir.protocol.id.RolloutId;

/** Somebody else stored this rollout in between; the decision was made on old facts. */
public final class StaleRollout extends RuntimeException {
  public StaleRollout(RolloutId rollout, long stored, long found) {
    super(
        "rollout "
            + rollout
            + " has version "
            + found
            + "; version "
            + stored
            + " does not follow");
  }
}
