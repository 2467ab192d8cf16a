package dev.weir.protocol.message;

/** What global asks a region. */
public enum QueryKind {
  /** The k smallest ranks of a rollout's targets. */
  RANKS,
  /** Why a device is not being updated, or where it stands. */
  WHY,
  /** A page of a rollout's targets. */
  TARGETS,
  /** A device's readings. */
  TELEMETRY
}
