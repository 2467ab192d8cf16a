package dev.weir.protocol.message;

/** What an outbox entry's body is. */
public enum EntryKind {
  /** A {@link Signed} {@link Report}. */
  REPORT,
  /** A {@link Heartbeat}. */
  HEARTBEAT
}
