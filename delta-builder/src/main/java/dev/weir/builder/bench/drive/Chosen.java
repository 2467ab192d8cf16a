package dev.weir.builder.bench.drive;

import dev.weir.builder.release.BaseFile;
import dev.weir.patcher.apply.MixedPatch;
import dev.weir.patcher.machine.Machine;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;

/**
 * What an encoder found a pair to be.
 *
 * @param text for people; empty where it did not look
 * @param isMachineCode whether it found instructions in the images as they are
 */
record Chosen(String text, boolean isMachineCode) {
  private static final Chosen NOTHING = new Chosen("", false);
  private static final int PIECE = 4096;

  /** Decodes up to the first byte of the image: by then the payload has said it. */
  static Chosen of(Decoding decoding) throws IOException {
    if (decoding.codec() != PayloadCodec.MIXED) {
      return NOTHING;
    }
    try (BaseFile base = new BaseFile(decoding.old());
        InputStream payload = Files.newInputStream(decoding.payload())) {
      MixedPatch patch = new MixedPatch(base, Files.size(decoding.image()), decoding.memory());
      byte[] piece = new byte[PIECE];
      int at = 0;
      int end = 0;
      while (patch.output(new byte[1], 0, 1) == 0 && !patch.ended()) {
        if (at == end) {
          at = 0;
          end = Math.max(0, payload.read(piece));
        }
        if (end == 0) {
          patch.endInput();
        }
        at += patch.input(piece, at, end - at);
      }
      Machine machine = patch.machine();
      return new Chosen(machine.name().toLowerCase(Locale.ROOT), machine != Machine.NONE);
    }
  }
}
