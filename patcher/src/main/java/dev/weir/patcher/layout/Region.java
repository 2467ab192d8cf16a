package dev.weir.patcher.layout;

import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Optional;

/**
 * A part of the old image whose words are of one nature.
 *
 * @param start offset in the old image
 * @param end offset after it
 * @param oldOrigin what distances are counted from in the old image, for {@link Nature#TABLE}
 * @param newOrigin and in the new one
 */
public record Region(int start, int end, Nature nature, int oldOrigin, int newOrigin) {
  /** What words may be. */
  public enum Nature {
    /** Instructions. */
    CODE(0),
    /** Instructions, with addresses between them. */
    CODE_AND_POINTERS(1),
    /** Addresses of 32 bits. */
    POINTERS(2),
    /** Addresses of 64 bits, of which the upper half does not change. */
    LONG_POINTERS(3),
    /** Distances from the word itself. */
    DISTANCES(4),
    /** Distances from one origin. */
    TABLE(5);

    private final int number;

    Nature(int number) {
      this.number = number;
    }

    /** In a delta. */
    public int number() {
      return number;
    }

    /** The one with a number. */
    public static Optional<Nature> numbered(int number) {
      for (Nature nature : values()) {
        if (nature.number == number) {
          return Optional.of(nature);
        }
      }
      return Optional.empty();
    }
  }

  /** Visits one. */
  public static Region state(State state, Region region) throws IOException {
    return new Region(
        state.number(region.start),
        state.number(region.end),
        Nature.numbered(state.number(region.nature.number())).orElse(Nature.CODE),
        state.number(region.oldOrigin),
        state.number(region.newOrigin));
  }

  /** Checks the range. */
  public Region {
    if (start < 0 || end < start || end > Span.MOST) {
      throw new IllegalArgumentException("region from " + start + " to " + end);
    }
  }
}
