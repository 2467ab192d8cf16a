package dev.weir.protocol.message;

/** Where a rollout stands. Its table is the class comment of global's rollout machine. */
public enum RolloutState {
  /** Planned and stored; a wave given as a number waits for the regions' ranks. */
  PREPARING,
  RUNNING,
  /** Stopped by a person, may resume. */
  PAUSED,
  /** Stopped by the system, may resume. */
  HALTED,
  /** Ended for good. */
  ABORTED,
  COMPLETED;

  /**
   * Whether regions may dispatch. A completed rollout still takes in devices that come late or
   * return, until a later one wants them.
   */
  public boolean isOpen() {
    return this == RUNNING || this == COMPLETED;
  }

  public boolean isOver() {
    return this == ABORTED || this == COMPLETED;
  }
}
