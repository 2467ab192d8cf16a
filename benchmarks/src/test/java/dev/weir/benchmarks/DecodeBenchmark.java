package dev.weir.benchmarks;

import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.BaseFile;
import dev.weir.patcher.apply.DecodedImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding a payload to its last byte; {@code bytes} is the speed in MB of image a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class DecodeBenchmark {
  private static final int PIECE = 64 * 1024;

  /** Which payload. */
  @Param({"lzma-1M", "mixed-1M", "mixed-2M", "mixed-24M", "gdiff-xz", "full-xz"})
  public String codec = "";

  /** How often the decoder is saved on the way: what checkpoints cost, without the disk. */
  @Param({"0", "8"})
  public int saves;

  private PayloadCodec payloadCodec = PayloadCodec.XZ;
  private byte[] payload = new byte[0];
  private long imageBytes;

  /** Makes the payload. */
  @Setup(Level.Trial)
  public void encode(Images images) throws IOException {
    switch (codec) {
      case "lzma-1M" -> delta(images, new MixedDeltaCodec(MixedDeltaCodec.LZMA));
      case "mixed-1M" -> delta(images, new MixedDeltaCodec(18));
      case "mixed-2M" -> delta(images, new MixedDeltaCodec(19));
      case "mixed-24M" -> delta(images, new MixedDeltaCodec(21));
      case "gdiff-xz" -> delta(images, new JavaxDeltaCodec());
      case "full-xz" -> new XzFullCodec().encode(images.newFile(), images.payload(), Progress.NONE);
      default -> throw new IllegalArgumentException("there is no payload " + codec);
    }
    payload = Files.readAllBytes(images.payload());
    imageBytes = Files.size(images.newFile());
  }

  private void delta(Images images, DeltaCodec delta) throws IOException {
    payloadCodec = delta.codec();
    delta.encode(images.oldFile(), images.newFile(), images.payload(), Progress.NONE);
  }

  /** One whole image. */
  @Benchmark
  public long decode(Images images, Rate rate) throws IOException {
    long sum = 0;
    long next = saves == 0 ? Long.MAX_VALUE : imageBytes / (saves + 1);
    byte[] piece = new byte[PIECE];
    try (BaseFile base = new BaseFile(images.oldFile());
        DecodedImage image =
            ImageDecoder.open(
                payloadCodec,
                from ->
                    new java.io.ByteArrayInputStream(
                        payload, (int) from, payload.length - (int) from),
                base,
                imageBytes,
                Long.MAX_VALUE)) {
      for (int n = image.read(piece); n > 0; n = image.read(piece)) {
        sum += piece[n - 1];
        rate.bytes += n;
        if (image.made() >= next && image.canSave()) {
          image.save(OutputStream.nullOutputStream());
          next += imageBytes / (saves + 1);
        }
      }
    }
    return sum;
  }
}
