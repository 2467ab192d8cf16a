package dev.weir.patcher.layout;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * A part of an image that is loaded to one address.
 *
 * @param offset of the part in the image
 * @param address of its first byte; the lower 32 bits
 * @param size in the image, in bytes
 * @param memory size once loaded, at least {@code size}: what the image leaves out is zeros
 */
public record Span(int offset, int address, int size, int memory) {
  /** Largest offset, size and memory. */
  public static final int MOST = (1 << 30) - 1;

  /** Checks the ranges. */
  public Span {
    if (offset < 0 || size < 0 || memory < size || offset > MOST || memory > MOST) {
      throw new IllegalArgumentException(
          "span of " + size + " bytes at " + offset + ", " + memory + " in memory");
    }
  }

  /** Visits one. */
  public static Span state(State state, Span span) throws IOException {
    return new Span(
        state.number(span.offset),
        state.number(span.address),
        state.number(span.size),
        state.number(span.memory));
  }

  boolean holds(int wanted) {
    return Integer.compareUnsigned(wanted - address, memory) < 0;
  }
}
