package dev.weir.patcher.layout;

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

  boolean holds(int wanted) {
    return Integer.compareUnsigned(wanted - address, memory) < 0;
  }
}
