package dev.weir.builder.release;

import dev.weir.builder.choice.ChunkSize;
import dev.weir.builder.choice.Offer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The description of a release whose payloads lie in files: a manifest, or why there is none. */
sealed interface Description {
  /** Most that a manifest may have, in bytes: the rest is for the envelope and its signatures. */
  int MOST = Limits.MANIFEST - 2 * 1024;

  /** As devices will read it. */
  record Whole(Manifest manifest, Bytes encoded) implements Description {}

  /** No chunk size helps. */
  record TooLarge(String fault) implements Description {}

  /**
   * Describes the release with chunks as small as the rule allows; larger ones where the manifest
   * would have more than {@code most} bytes.
   *
   * @throws Malformed where the request has a value that no device would read
   */
  static Description of(
      BuildRequest request, Digest image, long imageBytes, List<Candidate> payloads, int most)
      throws IOException {
    for (int least = ChunkSize.LEAST; least <= ChunkSize.MOST; least *= 2) {
      List<Payload> described = new ArrayList<>();
      for (Candidate candidate : payloads) {
        OptionalInt chunk = ChunkSize.of(candidate.offer().size(), least);
        if (chunk.isEmpty()) {
          return new TooLarge(
              "payload has "
                  + candidate.offer().size()
                  + " bytes; may have "
                  + ChunkSize.LARGEST_PAYLOAD
                  + "; make the image smaller");
        }
        described.add(payload(candidate, chunk.getAsInt()));
      }
      Manifest manifest = manifest(request, image, imageBytes, described);
      Bytes encoded = Manifest.CODEC.encode(manifest);
      if (encoded.size() <= most) {
        return new Whole(Manifest.CODEC.decode(encoded), encoded);
      }
    }
    return new TooLarge("the manifest would have more than " + most + " bytes; name fewer bases");
  }

  static Payload payload(Candidate candidate, int chunkBytes) throws IOException {
    Offer offer = candidate.offer();
    Measured measured = Measured.of(candidate.file(), chunkBytes);
    return new Payload(
        offer.codec(),
        measured.whole(),
        Files.size(candidate.file()),
        offer.base(),
        offer.memory(),
        chunkBytes,
        measured.chunks());
  }

  private static Manifest manifest(
      BuildRequest request, Digest image, long imageBytes, List<Payload> payloads) {
    return new Manifest(
        request.release(),
        request.version(),
        request.counter(),
        request.createdAt(),
        request.compatibility(),
        request.format(),
        image,
        imageBytes,
        payloads,
        request.health());
  }
}
