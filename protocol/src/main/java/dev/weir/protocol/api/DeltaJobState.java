package dev.weir.protocol.api;

/** Where a job for a delta stands. Its table is the class comment of global's job machine. */
public enum DeltaJobState {
  /** For a worker. */
  WAITING,
  /** A worker builds it, for as long as its lease runs. */
  LEASED,
  /** Built; its payloads are offered, if any is smaller than the full image. */
  DONE,
  /** Given up after as many attempts as there are. */
  FAILED
}
