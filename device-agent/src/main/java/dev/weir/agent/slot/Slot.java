package dev.weir.agent.slot;

import java.util.Locale;

/** One of the two places that an image is written to. */
public enum Slot {
  A,
  B;

  /** As it stands in messages and file names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Slot other() {
    return this == A ? B : A;
  }
}
