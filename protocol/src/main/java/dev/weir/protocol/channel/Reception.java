package dev.weir.protocol.channel;

/** What became of an uplink message. */
public enum Reception {
  /** Its effects are durable. */
  TAKEN,
  /** The region has too much to do: send it again later. Nothing was changed. */
  BUSY,
  /** It is malformed or not allowed: do not send it again. */
  REFUSED
}
