package dev.weir.builder.release;

import dev.weir.builder.choice.ChunkSize;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Deltas of a release that is signed already, described as its manifest would. */
public final class LateDeltas {
  private LateDeltas() {}

  /** The two images and their digests. */
  public record Ends(Path base, Digest baseDigest, Path image, Digest imageDigest) {}

  /** A delta and the file that holds it. */
  public record Built(Payload payload, Path file) {}

  /**
   * Encodes a delta with each codec, and proves it by decoding; those that are not smaller than the
   * full image's payload are left out.
   *
   * @param folder gets the deltas' files
   */
  public static List<Built> build(
      List<DeltaCodec> codecs, Ends ends, long fullBytes, Path folder, Progress progress)
      throws IOException {
    List<Built> built = new ArrayList<>();
    for (DeltaCodec codec : codecs) {
      Path file = folder.resolve(codec.codec().name());
      Encoded encoded = codec.encode(ends.base(), ends.image(), file, progress);
      Candidate made = new Candidate(offer(codec.codec(), ends, encoded), file);
      OptionalInt chunk = ChunkSize.of(made.offer().size(), ChunkSize.LEAST);
      if (made.offer().size() >= fullBytes || chunk.isEmpty()) {
        Files.delete(file);
        continue;
      }
      try (BaseFile base = new BaseFile(ends.base())) {
        RoundTrip.prove(made, base, ends.image());
      }
      built.add(new Built(Description.payload(made, chunk.getAsInt()), file));
    }
    return List.copyOf(built);
  }

  private static Offer offer(PayloadCodec codec, Ends ends, Encoded encoded) throws IOException {
    return new Offer(
        codec,
        Optional.of(ends.baseDigest()),
        ends.imageDigest(),
        Files.size(ends.image()),
        encoded.size(),
        encoded.memory(),
        0);
  }
}
