package dev.weir.sim.check;

/** An invariant does not hold. An error, so that no node takes it for a fault of its own. */
public final class Violation extends Error {
  private final Invariant invariant;

  public Violation(Invariant invariant, String detail) {
    super(invariant + ": " + invariant.sentence() + "; but " + detail);
    this.invariant = invariant;
  }

  public Violation(Invariant invariant, Throwable cause) {
    super(invariant + ": " + invariant.sentence() + "; but " + cause, cause);
    this.invariant = invariant;
  }

  public Invariant invariant() {
    return invariant;
  }

  static void unless(boolean holds, Invariant invariant, String detail) {
    if (!holds) {
      throw new Violation(invariant, detail);
    }
  }
}
