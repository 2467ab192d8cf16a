package dev.weir.region.telemetry;

/**
 * How many packs a device may have under way, by how much waits in the region. Source:
 * docs/protocol.md, 4.13.
 *
 * <pre>
 * intake                             | credit
 * -----------------------------------+-------
 * paused                             | 0
 * at least half of the queue is full | 1
 * an eighth of it                    | 4
 * less                               | 8
 * </pre>
 */
public final class Pace {
  private Pace() {}

  /**
   * The credit now.
   *
   * @param waiting bytes in the queue
   * @param room bytes that it holds at most
   */
  public static int credit(long waiting, long room, boolean isPaused) {
    if (isPaused) {
      return 0;
    }
    if (2 * waiting >= room) {
      return 1;
    }
    return 8 * waiting >= room ? 4 : 8;
  }
}
