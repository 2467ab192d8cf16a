package dev.weir.builder.codec;

import dev.weir.protocol.manifest.PayloadCodec;

/** What payloads are called for people, the same everywhere: such as {@code mixed-1M}. */
public final class CodecName {
  private static final long MIB = 1 << 20;

  /** With a table of 1 MiB a decoder never needs so much, with one of 2 MiB always more. */
  private static final long ABOVE_1M = 5 * MIB / 2;

  /** With a table of 2 MiB a decoder never needs so much, with a larger one always more. */
  private static final long ABOVE_2M = 4 * MIB;

  private CodecName() {}

  /**
   * The name of a payload's codec, and of its tier where it has one.
   *
   * @param memory what decoding it needs at most, in bytes
   */
  public static String of(PayloadCodec codec, long memory) {
    return switch (codec) {
      case XZ -> "full-xz";
      case GDIFF_XZ -> "gdiff-xz";
      case BSDIFF -> "bsdiff";
      case VCDIFF -> "vcdiff";
      case MIXED_LZMA -> "lzma-1M";
      case MIXED -> memory < ABOVE_1M ? "mixed-1M" : memory < ABOVE_2M ? "mixed-2M" : "mixed-24M";
    };
  }
}
