package dev.weir.agent.drive;

import java.util.Optional;

/**
 * How an agent's link with its region is.
 *
 * @param connections that were opened since the process was started
 * @param moves to another region, since then
 * @param unserved whether global said that no region serves the device
 * @param trouble why the device is not served, where more is known than that it is not connected
 */
public record LinkStatus(
    boolean connected, long connections, long moves, boolean unserved, Optional<String> trouble) {
  /** Before there is one. */
  public static final LinkStatus CLOSED = new LinkStatus(false, 0, 0, false, Optional.empty());
}
