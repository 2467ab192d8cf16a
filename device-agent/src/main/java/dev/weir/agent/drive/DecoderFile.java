package dev.weir.agent.drive;

import dev.weir.protocol.id.Digest;
import java.nio.charset.StandardCharsets;

/** What a decoder keeps in the download area besides its payload; named after it. */
enum DecoderFile {
  /** The content of the base. */
  SCRATCH("scratch"),
  /** Every other checkpoint. */
  EVEN("even"),
  /** And those between. */
  ODD("odd");

  private final String word;

  DecoderFile(String word) {
    this.word = word;
  }

  Digest of(Digest payload) {
    return Digest.of((payload.hex() + ":" + word).getBytes(StandardCharsets.US_ASCII));
  }
}
