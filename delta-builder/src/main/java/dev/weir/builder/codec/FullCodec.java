package dev.weir.builder.codec;

import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Path;

/** Packs whole images. The same image gives the same bytes. */
public interface FullCodec {
  PayloadCodec codec();

  /**
   * Writes the packed image to {@code out}, over what is there.
   *
   * @throws IOException where a file can't be read or written; {@code out} is then worthless
   */
  Encoded encode(Path image, Path out, Progress progress) throws IOException;
}
