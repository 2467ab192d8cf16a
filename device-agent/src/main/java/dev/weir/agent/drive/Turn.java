package dev.weir.agent.drive;

/**
 * One piece of work of one step. When the action goes on, its turn is over, and what was asked for
 * in it comes back to nobody.
 */
final class Turn {
  private boolean live = true;

  boolean isLive() {
    return live;
  }

  void end() {
    live = false;
  }
}
