package dev.weir.agent.drive;

import java.util.OptionalLong;

/**
 * How often a decoder is saved.
 *
 * @param every that many bytes of the image; empty: by its size
 */
public record DecoderSettings(OptionalLong every) {
  /** By the image's size. */
  public static final DecoderSettings DEFAULTS = new DecoderSettings(OptionalLong.empty());

  private static final long MIB = 1 << 20;

  /** A decoder that needs more is large, in bytes. */
  private static final long LARGE = 8 * MIB;

  public DecoderSettings {
    if (every.isPresent() && every.getAsLong() < 1) {
      throw new IllegalArgumentException("every must be positive; found " + every.getAsLong());
    }
  }

  /**
   * After every so many bytes: an eighth of the image, of a large decoder a quarter, but not often.
   */
  long interval(long imageBytes, long memory) {
    return every.orElse(
        memory > LARGE ? Math.max(imageBytes / 4, 16 * MIB) : Math.max(imageBytes / 8, MIB));
  }
}
