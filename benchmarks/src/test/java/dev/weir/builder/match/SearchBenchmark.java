package dev.weir.builder.match;

import dev.weir.benchmarks.Images;
import dev.weir.benchmarks.Rate;
import dev.weir.patcher.layout.Covers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What finding covers costs; {@code bytes} is the speed in MB of image a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class SearchBenchmark {
  private byte[] old = new byte[0];
  private byte[] image = new byte[0];

  /** Reads the images. */
  @Setup(Level.Trial)
  public void read(Images images) throws IOException {
    old = Files.readAllBytes(images.oldFile());
    image = Files.readAllBytes(images.newFile());
  }

  /** All suffixes of the old image in order. */
  @Benchmark
  public int[] suffixArray(Rate rate) {
    rate.bytes += old.length;
    return SuffixArray.of(old);
  }

  /** The covers of the new image, the suffix array included. */
  @Benchmark
  public Covers covers(Rate rate) {
    rate.bytes += image.length;
    return CoverSearch.covers(Form.plain(old), Form.plain(image), Costs.PLAIN);
  }
}
