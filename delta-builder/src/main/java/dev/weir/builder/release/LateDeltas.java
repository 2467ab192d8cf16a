package dev.weir.builder.release;

import dev.weir.builder.choice.ChunkSize;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.manifest.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Deltas of a release that is signed already, described as its manifest would. */
public final class LateDeltas {
  private LateDeltas() {}

  /** A delta and the file that holds it. */
  public record Built(Payload payload, Path file) {}

  /**
   * Makes the deltas that are worth offering; none that is not smaller than the full image's
   * payload.
   *
   * @param full the full image's payload
   * @param folder gets the deltas' files
   */
  public static List<Built> build(
      DeltaSelection selection, ImagePair pair, Payload full, Path folder, Progress progress)
      throws IOException {
    Offer whole = Offer.of(full, pair.imageDigest(), Files.size(pair.image()));
    List<Built> built = new ArrayList<>();
    for (DeltaSelection.Made made : selection.make(pair, whole, folder, progress)) {
      OptionalInt chunk = ChunkSize.of(made.offer().size(), ChunkSize.LEAST);
      if (made.isOffered() && made.offer().size() < full.size() && chunk.isPresent()) {
        Payload payload = Description.payload(made.candidate(), chunk.getAsInt());
        built.add(new Built(payload, made.candidate().file()));
      }
    }
    return List.copyOf(built);
  }
}
