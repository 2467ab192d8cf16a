package dev.weir.agent.adapter.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small text file that the kernel makes when it is read. */
final class KernelFile {
  /** A machine with hundreds of processors or interfaces has no more. */
  private static final int MAX = 64 * 1024;

  private KernelFile() {}

  /** Its lines; none where it is not there or can't be read. */
  static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      // A sensor that is not there, or does not answer now: no reading.
      return List.of();
    }
  }
}
