package dev.weir.builder.adapter.mixed;

import dev.weir.patcher.layout.Covers;
import java.util.zip.Deflater;

/** What the bytes outside of covers cost: text costs less than a program. */
final class Freshness {
  private static final int PIECE = 64 * 1024;

  /** Fewer bytes say nothing. */
  private static final int LEAST = 4096;

  private static final int TENTHS_OF_BITS = 80;

  /** What the coders of deltas make of that which deflate makes 1 of. */
  private static final double BETTER = 0.85;

  private Freshness() {}

  /** For each byte, in tenths of a bit; {@link Integer#MAX_VALUE} where there are too few. */
  static int cost(byte[] image, Covers covers) {
    Deflater deflater = new Deflater();
    try {
      byte[] packed = new byte[PIECE];
      int from = 0;
      for (int i = 0; i < covers.count(); i++) {
        pack(deflater, image, from, covers.newStart(i), packed);
        from = covers.newEnd(i);
      }
      pack(deflater, image, from, image.length, packed);
      deflater.finish();
      drain(deflater, packed);
      long bytes = deflater.getBytesRead();
      return bytes < LEAST
          ? Integer.MAX_VALUE
          : (int) (deflater.getBytesWritten() * BETTER * TENTHS_OF_BITS / bytes);
    } finally {
      deflater.end();
    }
  }

  private static void pack(Deflater deflater, byte[] image, int from, int end, byte[] packed) {
    deflater.setInput(image, from, end - from);
    drain(deflater, packed);
  }

  private static void drain(Deflater deflater, byte[] packed) {
    int count;
    do {
      count = deflater.deflate(packed);
    } while (count > 0);
  }
}
