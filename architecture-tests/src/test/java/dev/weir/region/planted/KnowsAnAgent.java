package dev.weir.region.planted;

import dev.weir.agent.slot.Slot;

/** A region knows an agent: planted for {@code PlantedTest}. */
public final class KnowsAnAgent {
  Slot it() {
    return Slot.A;
  }
}
