package dev.weir.region.planted;

import dev.weir.region.app.RegionMain;

/** Knows who wires it: planted for {@code PlantedTest}. */
public final class KnowsTheWiring {
  void it() {
    RegionMain.main(new String[0]);
  }
}
