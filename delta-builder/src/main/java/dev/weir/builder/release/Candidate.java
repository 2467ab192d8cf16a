package dev.weir.builder.release;

import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.Encoded;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An encoded payload and the file that holds it. */
record Candidate(Offer offer, Path file) {
  /** What an encoder made of an image. */
  static Candidate of(
      PayloadCodec codec,
      Optional<Digest> base,
      Path image,
      Digest digest,
      Encoded encoded,
      Path file)
      throws IOException {
    long imageBytes = Files.size(image);
    return new Candidate(
        new Offer(
            codec, base, digest, imageBytes, encoded.size(), encoded.memory(), encoded.scratch()),
        file);
  }
}
