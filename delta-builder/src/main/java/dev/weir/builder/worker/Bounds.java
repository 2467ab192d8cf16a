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
  /** Besides what grows with the images, in bytes. */
  private static final long FIXED_HEAP = 16L << 20;

  /** A delta takes so many times the larger image of heap. */
  private static final int HEAP_FACTOR = 12;

  /** Larger images are never unpacked, and compared in windows, in bytes. */
  private static final long LARGEST_WHOLE = 256L << 20;

  /** Of the base, a window is compared with so many bytes at most. */
  private static final long WINDOW = 96L << 20;

  public Bounds {
    if (heapBytes <= 0 || time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("heap and time must be above 0");
    }
  }

  /**
   * What a delta takes, where neither image has packed pieces; where one has, what they hold is
   * known only after a job has begun.
   *
   * @param larger image of the two, in bytes
   */
  static long heap(long larger) {
    return FIXED_HEAP + HEAP_FACTOR * (larger > LARGEST_WHOLE ? WINDOW : larger);
  }

  /** Why not to begin; empty: it fits. */
  Optional<String> refusal(DeltaOrder order) {
    long larger = Math.max(order.base().imageBytes(), order.image().imageBytes());
    return heap(larger) <= heapBytes
        ? Optional.empty()
        : Optional.of(
            "needs "
                + Amounts.bytes(heap(larger))
                + " of heap for images of "
                + Amounts.bytes(larger)
                + "; this worker has "
                + Amounts.bytes(heapBytes)
                + " for a job: give it more --heap or fewer --workers");
  }
}
