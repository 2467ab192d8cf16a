package dev.weir.global.rollout;

/** What happens to a rollout. */
public enum RolloutEvent {
  /** The next wave may open, and its rank is known. */
  WAVE_OPENS,
  /** Every gate has passed and no target is in the middle of it. */
  FINISHED,
  /** A failure threshold was crossed, or a region halted it. */
  HALT,
  /** By a person. */
  PAUSE,
  /** By a person. */
  RESUME,
  /** By a person. */
  ABORT
}
