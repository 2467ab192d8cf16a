package dev.weir.builder.bench.drive;

import dev.weir.builder.release.Deltas;
import dev.weir.patcher.container.Kind;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.machine.Machine;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an encoder found a pair to be.
 *
 * @param text for people; empty where it did not look
 * @param isMachineCode whether it found instructions
 */
record Chosen(String text, boolean isMachineCode) {
  private static final Chosen NOTHING = new Chosen("", false);

  /** By the header of a delta. */
  static Chosen of(Decoding decoding) throws IOException {
    if (decoding.codec() != PayloadCodec.MIXED) {
      return NOTHING;
    }
    MixedHeader header = Deltas.inspect(decoding.payload());
    List<String> words = new ArrayList<>();
    boolean isMachineCode = false;
    for (Machine machine : Machine.values()) {
      if (machine != Machine.NONE && (header.machines() >> machine.number() & 1) == 1) {
        words.add(machine.name().toLowerCase(Locale.ROOT));
        isMachineCode = true;
      }
    }
    for (Kind kind : Kind.values()) {
      if ((header.containers() >> kind.number() & 1) == 1) {
        words.add(kind.name().toLowerCase(Locale.ROOT));
      }
    }
    return new Chosen(words.isEmpty() ? "none" : String.join(" ", words), isMachineCode);
  }
}
