package dev.weir.agent.update;

/** What a step sets going, after it is durable. Each may be done again after a kill. */
public enum Work {
  FETCH_MANIFEST,
  DOWNLOAD,
  AWAIT_START,
  INSTALL,
  SWITCH,
  TRY,
  KEEP,
  GO_BACK,
  /** The action is over. */
  NONE
}
