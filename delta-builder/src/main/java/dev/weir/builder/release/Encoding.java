package dev.weir.builder.release;

import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes one image's payloads in a work folder, each decoded again and compared before it counts.
 */
record Encoding(FullCodec full, Progress progress, Path image, Digest digest, WorkFolder work) {
  private static final long NO_SCRATCH = 0;

  Candidate fullPayload() throws IOException {
    Path out = work.file("full");
    Encoded encoded = full.encode(image, out, progress);
    Candidate made = new Candidate(offer(full.codec(), Optional.empty(), encoded), out);
    RoundTrip.prove(made, ImageDecoder.NO_BASE, image);
    return made;
  }

  Candidate deltaPayload(DeltaCodec delta, Digest baseDigest, Base base) throws IOException {
    Path out = work.file(delta.codec() + "-" + baseDigest.brief());
    Progress named =
        (step, done, total) -> progress.at(step + " from " + base.version(), done, total);
    Encoded encoded = delta.encode(base.image(), image, out, named);
    Candidate made = new Candidate(offer(delta.codec(), Optional.of(baseDigest), encoded), out);
    try (BaseFile from = new BaseFile(base.image())) {
      RoundTrip.prove(made, from, image);
    }
    return made;
  }

  private Offer offer(PayloadCodec codec, Optional<Digest> base, Encoded encoded)
      throws IOException {
    return new Offer(
        codec, base, digest, Files.size(image), encoded.size(), encoded.memory(), NO_SCRATCH);
  }
}
