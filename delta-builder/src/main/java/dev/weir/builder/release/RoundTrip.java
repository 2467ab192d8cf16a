package dev.weir.builder.release;

import dev.weir.patcher.apply.BaseImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Decodes a payload as a device will, within the memory that its manifest will state, and compares
 * the result with the image byte for byte. No payload counts before.
 */
final class RoundTrip {
  private static final int PIECE = 64 * 1024;

  private RoundTrip() {}

  /**
   * Passes, or throws.
   *
   * @throws IllegalStateException where the encoder is wrong
   */
  static void prove(Candidate candidate, BaseImage base, Path image) throws IOException {
    PayloadCodec codec = candidate.offer().codec();
    try (ScratchFile scratch = new ScratchFile(candidate.file());
        InputStream made =
            ImageDecoder.open(
                codec,
                new FilePayload(candidate.file()),
                base,
                scratch,
                Files.size(image),
                candidate.offer().memory());
        InputStream expected = Files.newInputStream(image)) {
      compare(codec, made, expected);
    } catch (BadPayload e) {
      throw new IllegalStateException(codec + " encoder: what it wrote can't be decoded", e);
    }
  }

  private static void compare(PayloadCodec codec, InputStream made, InputStream expected)
      throws IOException {
    byte[] left = new byte[PIECE];
    byte[] right = new byte[PIECE];
    long position = 0;
    int count;
    do {
      count = made.readNBytes(left, 0, PIECE);
      int wanted = expected.readNBytes(right, 0, PIECE);
      int difference = Arrays.mismatch(left, 0, count, right, 0, wanted);
      if (difference >= 0) {
        throw new IllegalStateException(
            codec
                + " encoder: what it wrote decodes to another image, from byte "
                + (position + difference)
                + " on");
      }
      position += count;
    } while (count == PIECE);
  }
}
