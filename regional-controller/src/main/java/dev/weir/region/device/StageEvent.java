package dev.weir.region.device;

import dev.weir.protocol.message.UpdatePhase;

/** What moves an action from one {@link Stage} to another. */
public enum StageEvent {
  /** The region sends a desired state with the action's goal. */
  DISPATCHED,
  /** A report says offered, downloading or downloaded. */
  WORKS,
  /** A report says installing, installed or trial. */
  SWITCHES,
  COMMITS,
  /** A report says reverted or failed. */
  FAILS,
  /** The deadline of the phase passed. */
  DEADLINE,
  /** A sign of life that is no report, with something under way. */
  ALIVE,
  /** A sign of life that is no report, with nothing under way. */
  IDLE,
  /** The region takes the goal back. */
  RECALLED,
  /** The region gives the full image in place of the delta that the device could not apply. */
  FALLS_BACK;

  /** What a report of this phase is. */
  public static StageEvent of(UpdatePhase phase) {
    return switch (phase) {
      case OFFERED, DOWNLOADING, DOWNLOADED -> WORKS;
      case INSTALLING, INSTALLED, TRIAL -> SWITCHES;
      case COMMITTED -> COMMITS;
      case REVERTED, FAILED -> FAILS;
    };
  }
}
