package dev.weir.agent.slot;

import java.io.IOException;

/** The disk is full. Nothing is wrong with it otherwise: the same write succeeds later. */
public final class NoRoom extends IOException {
  /**
   * The last room on the disk, in bytes: left to the agent's store and to boot control's record, so
   * that neither payloads nor images nor telemetry stop what must be journaled.
   */
  public static final long RESERVE = 4L * 1024 * 1024;

  public NoRoom(String where) {
    super("no room on the disk: " + where);
  }
}
