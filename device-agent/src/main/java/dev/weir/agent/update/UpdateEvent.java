package dev.weir.agent.update;

/** What an action hears. */
public enum UpdateEvent {
  /** The manifest holds and a payload can be applied. */
  ACCEPTED,
  /** The active slot already holds the release's image. */
  PRESENT,
  /** A download goes on with what an earlier one left. */
  RESUMED,
  /** The whole payload is there and verified. */
  COMPLETE,
  /** The time to begin has passed. */
  LATE,
  /** The installation may begin. */
  DUE,
  /** The image is in the inactive slot and is what the manifest says. */
  READY,
  /** Boot control runs the new slot on trial. */
  SWITCHED,
  HEALTHY,
  UNHEALTHY,
  /** Boot control runs the new slot for good. */
  KEPT,
  /** Boot control went back because it was told to. */
  BACK,
  /** Boot control went back by itself. */
  LOST,
  /** It can't go on. */
  FAULT,
  /** The same goal came under a newer generation. */
  RENEWED,
  /** A newer generation wants something else. */
  DROPPED
}
