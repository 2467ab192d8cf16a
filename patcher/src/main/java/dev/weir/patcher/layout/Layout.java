package dev.weir.patcher.layout;

import dev.weir.patcher.machine.Machine;
import java.util.List;

/**
 * Where the parts of two images are loaded to and what they consist of.
 *
 * @param oldSpans by offset; addresses between them belong to the one before
 * @param newSpans by offset
 * @param regions of the old image, by offset, none over another; other bytes are no words
 */
public record Layout(
    Machine machine, List<Span> oldSpans, List<Span> newSpans, List<Region> regions) {
  /** How many spans or regions a list may have. */
  public static final int MOST = 255;

  /** Nothing is known of the images. */
  public static final Layout PLAIN = new Layout(Machine.NONE, List.of(), List.of(), List.of());

  /** Checks the order. */
  public Layout {
    oldSpans = List.copyOf(oldSpans);
    newSpans = List.copyOf(newSpans);
    regions = List.copyOf(regions);
    if (Math.max(regions.size(), Math.max(oldSpans.size(), newSpans.size())) > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " spans or regions");
    }
    for (int i = 1; i < regions.size(); i++) {
      if (regions.get(i).start() < regions.get(i - 1).end()) {
        throw new IllegalArgumentException("region " + i + " begins before the one before it ends");
      }
    }
  }

  /** Address of a byte. */
  public static int address(List<Span> spans, int offset) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      Span span = spans.get(i);
      if (offset >= span.offset() || i == 0) {
        return span.address() + offset - span.offset();
      }
    }
    return offset;
  }

  /** The span that holds an address; -1 where none does. */
  public static int holding(List<Span> spans, int address) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).holds(address)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The layout of a pair whose old image is the new one of this pair: for reading the new image.
   */
  public Layout reversed(List<Region> newRegions) {
    return new Layout(machine, newSpans, newSpans, newRegions);
  }
}
