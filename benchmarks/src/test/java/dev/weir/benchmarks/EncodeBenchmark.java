package dev.weir.benchmarks;

import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Making a mixed delta; {@code bytes} is the speed in MB of image a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class EncodeBenchmark {
  /** The decoder's table, as the power of two of its slots. */
  @Param({"18", "22"})
  public int tableBits;

  /** One whole delta. */
  @Benchmark
  public Encoded encode(Images images, Rate rate) throws IOException {
    rate.bytes += Files.size(images.newFile());
    return new MixedDeltaCodec(tableBits)
        .encode(images.oldFile(), images.newFile(), images.payload(), Progress.NONE);
  }
}
