package dev.weir.protocol.telemetry;

/** What a full spool drops first: the lowest, and of those the oldest. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH
}
