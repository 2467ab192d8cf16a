package dev.weir.builder.release;

import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.Encoded;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.nio.file.Path;
import java.util.Optional;

/** An encoded payload and the file that holds it. */
record Candidate(Offer offer, Path file) {
  static Candidate of(PayloadCodec codec, Optional<Digest> base, Encoded encoded, Path file) {
    return new Candidate(new Offer(codec, base, encoded.size(), encoded.memory()), file);
  }
}
