package dev.weir.builder.app;

import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.BaseFile;
import dev.weir.builder.release.FilePayload;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints sizes, processor time and memory for one base and one image: {@code DeltaFigures BASE
 * IMAGE}. A tool for docs/performance.md, not a test.
 */
public final class DeltaFigures {
  private static final PrintStream OUT = System.out;

  private DeltaFigures() {}

  /** Encodes and decodes both payloads. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: DeltaFigures BASE IMAGE");
      System.exit(2);
    }
    Path base = Path.of(arguments[0]);
    Path image = Path.of(arguments[1]);
    Path work = Files.createTempDirectory("delta-figures");
    Path full = work.resolve("full");
    Path delta = work.resolve("delta");
    try {
      OUT.printf("base %,d bytes, image %,d bytes%n", Files.size(base), Files.size(image));
      encode("full image", () -> new XzFullCodec().encode(image, full, Progress.NONE));
      decode(PayloadCodec.XZ, full, base, image);
      encode("delta", () -> new JavaxDeltaCodec().encode(base, image, delta, Progress.NONE));
      decode(PayloadCodec.GDIFF_XZ, delta, base, image);
      for (int bits = 18; bits <= 22; bits += 2) {
        MixedDeltaCodec mixed = new MixedDeltaCodec(bits);
        encode("mixed " + bits, () -> mixed.encode(base, image, delta, Progress.NONE));
        decode(PayloadCodec.MIXED, delta, base, image);
      }
      OUT.printf("peak heap %,d KiB%n", peakHeap() / 1024);
    } finally {
      Files.deleteIfExists(full);
      Files.deleteIfExists(delta);
      Files.delete(work);
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static void encode(String what, Work<Encoded> work) throws IOException {
    long before = cpuMillis();
    Encoded encoded = work.run();
    OUT.printf(
        "%-10s  %,11d bytes  encode %,6d ms CPU  decoder's memory %,d KiB%n",
        what, encoded.size(), cpuMillis() - before, encoded.memory() / 1024);
  }

  private static void decode(PayloadCodec codec, Path payload, Path base, Path image)
      throws IOException {
    long before = cpuMillis();
    try (BaseFile from = new BaseFile(base);
        InputStream expected =
            new java.io.BufferedInputStream(Files.newInputStream(image), 1 << 16);
        InputStream made =
            ImageDecoder.open(
                codec, new FilePayload(payload), from, Files.size(image), Long.MAX_VALUE)) {
      byte[] piece = new byte[1 << 16];
      for (int n = made.read(piece); n > 0; n = made.read(piece)) {
        if (!java.util.Arrays.equals(piece, 0, n, expected.readNBytes(n), 0, n)) {
          throw new IllegalStateException(codec + " makes another image");
        }
      }
    }
    OUT.printf("%-10s  %19s  decode %,6d ms CPU%n", codec, "", cpuMillis() - before);
  }

  private static long cpuMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
