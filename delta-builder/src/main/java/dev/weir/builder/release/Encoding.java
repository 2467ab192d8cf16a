package dev.weir.builder.release;

import dev.weir.builder.codec.DeltaCodec;
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
record Encoding(FullCodec full, Progress progress, Path image, WorkFolder work) {

  Candidate fullPayload() throws IOException {
    Path out = work.file("full");
    Candidate made =
        Candidate.of(full.codec(), Optional.empty(), full.encode(image, out, progress), out);
    RoundTrip.prove(made, ImageDecoder.NO_BASE, image);
    return made;
  }

  Candidate deltaPayload(DeltaCodec delta, Digest digest, Base base) throws IOException {
    Path out = work.file(delta.codec() + "-" + digest.brief());
    Progress named =
        (step, done, total) -> progress.at(step + " from " + base.version(), done, total);
    Candidate made =
        Candidate.of(
            delta.codec(), Optional.of(digest), delta.encode(base.image(), image, out, named), out);
    try (BaseFile from = new BaseFile(base.image())) {
      RoundTrip.prove(made, from, image);
    }
    return made;
  }
}
