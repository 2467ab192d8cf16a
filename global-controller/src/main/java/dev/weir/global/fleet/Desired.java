package dev.weir.global.fleet;

import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;

/** The release that a device should come to run, and the rollout that says so. */
public record Desired(ReleaseId release, RolloutId rollout) {}
