package dev.weir.global.planted;

import dev.weir.region.store.Meta;

/** One node knows another: planted for {@code PlantedTest}. */
public final class KnowsARegion {
  Meta meta = Meta.NEW;
}
