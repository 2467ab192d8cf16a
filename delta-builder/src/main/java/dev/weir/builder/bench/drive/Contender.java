package dev.weir.builder.bench.drive;

import dev.weir.builder.bench.Tier;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One of our codecs in a benchmark: a row of its table.
 *
 * @param name such as {@code mixed-1M}
 * @param codec what decodes it
 */
public record Contender(String name, Tier tier, PayloadCodec codec, Encoder encoder) {
  /** Makes a payload of a pair. */
  @FunctionalInterface
  public interface Encoder {
    /** Writes the payload to {@code out}. */
    Encoded encode(Path old, Path image, Path out) throws IOException;
  }

  /** Makes deltas. */
  public static Contender of(String name, Tier tier, DeltaCodec codec) {
    return new Contender(
        name,
        tier,
        codec.codec(),
        (old, image, out) -> codec.encode(old, image, out, Progress.NONE));
  }

  /** Packs the new image alone. */
  public static Contender of(String name, FullCodec codec) {
    return new Contender(
        name,
        Tier.OTHER,
        codec.codec(),
        (old, image, out) -> codec.encode(image, out, Progress.NONE));
  }
}
