package dev.weir.benchmarks;

import dev.weir.builder.adapter.mixed.Firmware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Two images: the files {@code -Dweir.old} and {@code -Dweir.new}, or made-up Thumb firmware of 0.7
 * MB and the same with new functions among the old ones.
 */
@State(Scope.Benchmark)
public class Images {
  private static final int FUNCTIONS = 4000;

  private Path folder = Path.of("");

  /** Writes the images, for codecs that work on files. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    folder = Files.createTempDirectory("weir-benchmark");
    Files.write(oldFile(), given("weir.old", false));
    Files.write(newFile(), given("weir.new", true));
  }

  private static byte[] given(String property, boolean withNewOnes) throws IOException {
    String file = System.getProperty(property, "");
    return file.isEmpty()
        ? Firmware.linked(FUNCTIONS, withNewOnes)
        : Files.readAllBytes(Path.of(file));
  }

  /** Takes them away. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    for (Path file : List.of(oldFile(), newFile(), payload(), folder)) {
      Files.deleteIfExists(file);
    }
  }

  /** The base. */
  public Path oldFile() {
    return folder.resolve("old");
  }

  /** The image. */
  public Path newFile() {
    return folder.resolve("new");
  }

  /** Where a payload may be written. */
  public Path payload() {
    return folder.resolve("payload");
  }
}
