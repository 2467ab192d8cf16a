package dev.weir.builder.bench.drive;

import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.codec.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes mixed deltas of one pair and decodes each in a JVM of its own, whose heap is what the
 * decoder declares and 6 MiB.
 */
final class SmallHeapFigures {
  /** Without a table, 1 MiB and the largest. */
  private static final int[] TABLE_BITS = {MixedDeltaCodec.LZMA, 18, 21};

  private SmallHeapFigures() {}

  /**
   * Prints a line for each table, as its figures are there.
   *
   * @param arguments the folder of {@code old} and {@code new}
   * @throws IOException where anything decodes to another image, or the heap is too small
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path old = folder.resolve("old");
    Path image = folder.resolve("new");
    for (int tableBits : TABLE_BITS) {
      MixedDeltaCodec codec = new MixedDeltaCodec(tableBits);
      Path delta = folder.resolve("delta-" + tableBits);
      var encoded = Cpu.once(() -> codec.encode(old, image, delta, Progress.NONE));
      Decoding decoding = new Decoding(codec.codec(), delta, old, image, encoded.value().memory());
      Optional<Long> micros = Bench.inSmallHeap(decoding, folder);
      if (micros.isEmpty()) {
        throw new IOException(delta + ": needs more memory than " + decoding.memory() + " bytes");
      }
      System.out.printf(
          Locale.ROOT,
          "%s: image of %,d bytes, delta of %,d, declares %,d; %.1f s CPU to encode, %.1f to decode"
              + " in a heap of that and 6 MiB%n",
          tableBits == MixedDeltaCodec.LZMA ? "LZMA" : "2^" + tableBits + " slots",
          Files.size(image),
          Files.size(delta),
          decoding.memory(),
          encoded.micros() / 1e6,
          micros.get() / 1e6);
    }
  }
}
