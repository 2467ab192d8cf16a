package dev.weir.builder.codec;

/**
 * What an encoder wrote.
 *
 * @param size in bytes
 * @param memory what decoding it needs at most, in bytes
 * @param scratch what decoding it needs of a scratch file, in bytes
 */
public record Encoded(long size, long memory, long scratch) {
  /** Decoded without a scratch file. */
  public Encoded(long size, long memory) {
    this(size, memory, 0);
  }
}
