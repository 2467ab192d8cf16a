package dev.weir.builder.codec;

/**
 * What an encoder says of the payload that it wrote.
 *
 * @param size in bytes
 * @param memory what decoding it needs at most, in bytes
 */
public record Encoded(long size, long memory) {}
