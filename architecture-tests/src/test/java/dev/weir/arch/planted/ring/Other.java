package dev.weir.arch.planted.ring;

import dev.weir.arch.planted.Impurities;

/** The other half of a circle. */
public final class Other {
  Impurities.Circular back = null;
}
