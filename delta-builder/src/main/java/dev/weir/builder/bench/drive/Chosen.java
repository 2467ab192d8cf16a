package dev.weir.builder.bench.drive;

import dev.weir.builder.release.DeltaFacts;
import dev.weir.builder.release.Deltas;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.util.List;

/**
 * What an encoder found a pair to be.
 *
 * @param text for people; empty where it did not look
 * @param isMachineCode whether it found instructions in the images as they are
 */
record Chosen(String text, boolean isMachineCode) {
  private static final Chosen NOTHING = new Chosen("", false);

  /** By the header of a delta. */
  static Chosen of(Decoding decoding) throws IOException {
    if (decoding.codec() != PayloadCodec.MIXED) {
      return NOTHING;
    }
    MixedHeader header = Deltas.inspect(decoding.payload());
    List<String> words = DeltaFacts.found(header);
    boolean isMachineCode = !header.instructionSets().isEmpty() && header.pieceKinds().isEmpty();
    return new Chosen(words.isEmpty() ? "none" : String.join(" ", words), isMachineCode);
  }
}
