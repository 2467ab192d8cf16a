package dev.weir.builder.codec;

import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Path;

/** Makes deltas. The same base and image give the same bytes. */
public interface DeltaCodec {
  PayloadCodec codec();

  /**
   * Writes to {@code out}, over what is there, what turns {@code base} into {@code image}. May use
   * files beside {@code out} for its work, and takes them away again.
   *
   * @throws IOException where a file can't be read or written; {@code out} is then worthless
   */
  Encoded encode(Path base, Path image, Path out, Progress progress) throws IOException;
}
