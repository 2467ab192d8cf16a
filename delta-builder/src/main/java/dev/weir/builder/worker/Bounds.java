package dev.weir.builder.worker;

import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.text.Amounts;
import java.time.Duration;
import java.util.Optional;

/**
 * What one job may use.
 *
 * @param heapBytes for one job
 * @param time from its lease to its result; looked at whenever an encoder says how far it is, about
 *     once for each MiB
 */
public record Bounds(long heapBytes, Duration time) {
  /** A delta takes at most this many times the larger image of heap. */
  public static final int HEAP_FACTOR = 12;

  public Bounds {
    if (heapBytes <= 0 || time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("heap and time must be above 0");
    }
  }

  /** Why not to begin; empty: it fits. */
  Optional<String> refusal(DeltaOrder order) {
    long larger = Math.max(order.base().imageBytes(), order.image().imageBytes());
    return larger <= heapBytes / HEAP_FACTOR
        ? Optional.empty()
        : Optional.of(
            "needs "
                + HEAP_FACTOR
                + " x "
                + Amounts.bytes(larger)
                + " of heap; this worker has "
                + Amounts.bytes(heapBytes)
                + " for a job: give it more --heap or fewer --workers");
  }
}
