package dev.weir.agent.planted;

import dev.weir.global.store.Counters;

/** An agent knows global: planted for {@code PlantedTest}. */
public final class KnowsGlobal {
  Counters it() {
    return Counters.NONE;
  }
}
