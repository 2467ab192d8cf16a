package dev.weir.region.device;

/**
 * What was decided for a device that could not apply its delta, once for each rollout. Source:
 * docs/protocol.md, 4.8.
 */
public enum Fallback {
  /** It takes the full image; the bytes are out of the rollout's budget in this region. */
  FULL_IMAGE,
  /** The budget had no room for the full image: the failure stays. */
  NO_ROOM
}
