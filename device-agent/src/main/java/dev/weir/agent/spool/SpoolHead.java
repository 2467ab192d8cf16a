package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;

/**
 * What a spool needs to know of a pack to drop it.
 *
 * @param readings 1 to 256
 * @param bytes that it is charged with
 */
public record SpoolHead(long sequence, Priority priority, int readings, long bytes) {
  /** What a pack takes on the disk besides its body, in bytes. */
  public static final int OVERHEAD = 64;
}
