package dev.weir.trust.report;

/** How a report stands to those before it; {@link Chain} has the table. */
public enum Link {
  /** It is the next one and names the last one. */
  FOLLOWS,
  /** It is the last one again. */
  REPEAT,
  /** Its number is below the last one's: a repeat of long ago, or a device that began again. */
  OLDER,
  /** Reports are missing before it. */
  GAP,
  /** Another report stands, or is named, where the last one was. */
  FORK
}
