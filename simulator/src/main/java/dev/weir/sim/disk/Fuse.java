package dev.weir.sim.disk;

import dev.weir.sim.kernel.Trace;

/**
 * Kills a node at a commit that was chosen before: right before it is durable, or right after,
 * before anybody was told.
 */
public final class Fuse {
  private final String node;
  private final Trace trace;
  private int left;
  private boolean after;

  public Fuse(String node, Trace trace) {
    this.node = node;
    this.trace = trace;
  }

  /**
   * Lights it.
   *
   * @param commits until it burns through; 1 is the next one
   * @param isAfter the last of them still becomes durable
   */
  public void light(int commits, boolean isAfter) {
    left = commits;
    after = isAfter;
  }

  public void putOut() {
    left = 0;
  }

  /** Makes a change durable, unless the fuse burns through before it. */
  void commit(Runnable change) {
    boolean burnt = left > 0 && --left == 0;
    if (burnt && !after) {
      trace.say(node + " dies before a commit");
      throw new Killed(node + " before a commit");
    }
    change.run();
    if (burnt) {
      trace.say(node + " dies after a commit");
      throw new Killed(node + " after a commit");
    }
  }
}
