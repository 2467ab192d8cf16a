package dev.weir.global.delta;

import dev.weir.protocol.id.Digest;
import java.util.Comparator;

/**
 * What a delta is of: there is one job for it, however many rollouts want it.
 *
 * @param base the image that it starts from
 * @param image what it becomes
 */
public record Pair(Digest base, Digest image) implements Comparable<Pair> {
  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::image).thenComparing(Pair::base);

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }

  /** Names it in a page's cursor. */
  public String text() {
    return base.hex() + "-" + image.hex();
  }
}
