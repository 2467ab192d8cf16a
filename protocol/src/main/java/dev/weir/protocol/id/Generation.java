package dev.weir.protocol.id;

import java.util.Comparator;

/**
 * Numbers desired states of one device: first by the owner epoch that global gave its region, then
 * by the region's counter. A newer one always supersedes.
 */
public record Generation(long ownerEpoch, long counter) implements Comparable<Generation> {
  /** Before any desired state. */
  public static final Generation NONE = new Generation(0, 0);

  private static final Comparator<Generation> ORDER =
      Comparator.comparingLong(Generation::ownerEpoch).thenComparingLong(Generation::counter);

  public Generation {
    if (ownerEpoch < 0 || counter < 0) {
      throw new IllegalArgumentException("a generation's numbers are not negative");
    }
  }

  public Generation next() {
    return new Generation(ownerEpoch, counter + 1);
  }

  public boolean isAfter(Generation other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Generation other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return ownerEpoch + "." + counter;
  }
}
