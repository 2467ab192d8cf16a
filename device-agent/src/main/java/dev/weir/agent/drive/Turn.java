package dev.weir.agent.drive;

import java.util.Optional;

/**
 * One piece of work of one step. When the action goes on, its turn is over, and what was asked for
 * in it comes back to nobody.
 */
final class Turn {
  private final Optional<Turn> during;
  private boolean live = true;

  Turn() {
    this.during = Optional.empty();
  }

  /** A part of another one, which ends with it at the latest. */
  Turn(Turn whole) {
    this.during = Optional.of(whole);
  }

  boolean isLive() {
    return live && during.map(Turn::isLive).orElse(true);
  }

  void end() {
    live = false;
  }
}
