package dev.weir.builder.adapter.javaxdelta;

import com.nothome.delta.Delta;
import com.nothome.delta.GDiffWriter;
import dev.weir.builder.adapter.xz.XzPacking;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Deltas in the Generic Diff Format (W3C NOTE-gdiff-19970901), packed by XZ.
 *
 * <p>Memory: JavaxDelta keeps one checksum for each block of the base, up to 80 bytes each while
 * its table grows. The block is 16 bytes for bases up to 64 MiB and doubles with them above, so
 * that there are at most 4 Mi of them: under 350 MiB of heap for any base up to 1 GiB, and about 45
 * MiB for one of 9 MB. Base and image are read from their files.
 */
public final class JavaxDeltaCodec implements DeltaCodec {
  private static final int LEAST_BLOCK = 16;
  private static final int MOST_BLOCKS = 4 * 1024 * 1024;
  private static final int BUFFER = 64 * 1024;

  @Override
  public PayloadCodec codec() {
    return PayloadCodec.GDIFF_XZ;
  }

  @Override
  public Encoded encode(Path base, Path image, Path out, Progress progress) throws IOException {
    Path commands = out.resolveSibling(out.getFileName() + ".gdiff");
    try {
      search(base, image, commands, progress);
      return XzPacking.pack(codec(), commands, List.of(), out, progress, "packing");
    } finally {
      Files.deleteIfExists(commands);
    }
  }

  private static void search(Path base, Path image, Path commands, Progress progress)
      throws IOException {
    MappedSource source = MappedSource.of(base);
    Delta delta = new Delta();
    delta.setChunkSize(block(source.size()));
    try (InputStream file = new BufferedInputStream(Files.newInputStream(image), BUFFER);
        InputStream target = new WatchedInput(file, "searching", Files.size(image), progress);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(commands), BUFFER)) {
      delta.compute(source, target, new ExtendingWriter(source, new GDiffWriter(out)));
    }
  }

  /** The block that the search compares, in bytes: a power of two. */
  static int block(long baseBytes) {
    int block = LEAST_BLOCK;
    while (baseBytes / block > MOST_BLOCKS) {
      block *= 2;
    }
    return block;
  }
}
