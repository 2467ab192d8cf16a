package dev.weir.region.core;

import dev.weir.region.store.Batch;
import java.util.List;

/**
 * What came of the events of a batch.
 *
 * @param isChanged whether the batch holds anything that must be kept
 * @param batch to commit first
 * @param effects to release after that
 */
public record Turn(boolean isChanged, Batch batch, List<Effect> effects) {
  public Turn {
    effects = List.copyOf(effects);
  }
}
