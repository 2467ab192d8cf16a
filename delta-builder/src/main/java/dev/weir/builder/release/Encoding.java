package dev.weir.builder.release;

import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes one image's payloads in a work folder, each decoded again and compared before it counts.
 */
record Encoding(FullCodec full, Progress progress, Path image, Digest digest, WorkFolder work) {
  Candidate fullPayload() throws IOException {
    Path out = work.file("full");
    Encoded encoded = full.encode(image, out, progress);
    Candidate made = Candidate.of(full.codec(), Optional.empty(), image, digest, encoded, out);
    RoundTrip.prove(made, ImageDecoder.NO_BASE, image);
    return made;
  }

  Candidate deltaPayload(DeltaCodec delta, Digest baseDigest, Base base) throws IOException {
    Path out = work.file(delta.codec() + "-" + baseDigest.brief());
    Progress named =
        (step, done, total) -> progress.at(step + " from " + base.version(), done, total);
    Encoded encoded = delta.encode(base.image(), image, out, named);
    Candidate made =
        Candidate.of(delta.codec(), Optional.of(baseDigest), image, digest, encoded, out);
    try (BaseFile from = new BaseFile(base.image())) {
      RoundTrip.prove(made, from, image);
    }
    return made;
  }
}
