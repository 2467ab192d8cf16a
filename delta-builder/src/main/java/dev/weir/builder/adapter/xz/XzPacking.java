package dev.weir.builder.adapter.xz;

import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * Packs a file as one XZ stream. The dictionary is what a device pays in memory, so it is no larger
 * than the content and at most 1 MiB; packing itself needs about 15 MiB. The check is the short
 * one: digests protect the payload and the image.
 */
public final class XzPacking {
  /** Largest dictionary, in bytes. */
  public static final int LARGEST_DICTIONARY = 1024 * 1024;

  private static final int STRONGEST = 9;
  private static final int PIECE = 1024 * 1024;

  private XzPacking() {}

  /** Packs {@code content} to {@code out}; filters, where there are any, come before. */
  public static Encoded pack(
      PayloadCodec codec,
      Path content,
      List<FilterOptions> filters,
      Path out,
      Progress progress,
      String step)
      throws IOException {
    long total = Files.size(content);
    int dictionary = dictionary(total);
    List<FilterOptions> chain = new ArrayList<>(filters);
    chain.add(lzma2(dictionary));
    try (InputStream in = Files.newInputStream(content);
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(out));
        OutputStream packed =
            new XZOutputStream(file, chain.toArray(FilterOptions[]::new), XZ.CHECK_CRC32)) {
      copy(in, packed, total, progress, step);
    }
    return new Encoded(Files.size(out), ImageDecoder.memory(dictionary));
  }

  private static void copy(
      InputStream in, OutputStream out, long total, Progress progress, String step)
      throws IOException {
    byte[] piece = new byte[PIECE];
    long done = 0;
    progress.at(step, done, total);
    for (int n = in.readNBytes(piece, 0, PIECE); n > 0; n = in.readNBytes(piece, 0, PIECE)) {
      out.write(piece, 0, n);
      done += n;
      progress.at(step, done, total);
    }
  }

  /** The power of two that holds the content, from the format's least to our most. */
  static int dictionary(long contentBytes) {
    int size = LZMA2Options.DICT_SIZE_MIN;
    while (size < contentBytes && size < LARGEST_DICTIONARY) {
      size *= 2;
    }
    return size;
  }

  private static LZMA2Options lzma2(int dictionary) throws IOException {
    LZMA2Options options = new LZMA2Options(STRONGEST);
    options.setDictSize(dictionary);
    options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
    return options;
  }
}
