package dev.weir.agent.slot;

/** One of the two places that an image is written to. */
public enum Slot {
  A,
  B;

  public Slot other() {
    return this == A ? B : A;
  }
}
