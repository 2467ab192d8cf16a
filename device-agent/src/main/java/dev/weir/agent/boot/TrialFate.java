package dev.weir.agent.boot;

/** What boot control says became of one trial. */
public enum TrialFate {
  /** It knows of no such trial: it never began, or the record was lost. */
  UNKNOWN,
  /** The slot on trial runs now. */
  ON_TRIAL,
  /** It was kept for good. */
  KEPT,
  /** It went back because it was told to. */
  BACK,
  /** It went back by itself: the process was started too often without an end of the trial. */
  GAVE_UP
}
