package dev.weir.sim.disk;

/**
 * The node loses its power in the middle of what it is doing. An error, so that no node takes it
 * for a fault that it can handle.
 */
public final class Killed extends Error {
  public Killed(String where) {
    super(where, null, false, false);
  }
}
