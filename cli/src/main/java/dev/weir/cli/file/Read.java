package dev.weir.cli.file;

import java.util.List;

/**
 * What came of reading a file.
 *
 * @param <T> what it says
 */
public sealed interface Read<T> {
  /** It is good. */
  record Good<T>(T value) implements Read<T> {}

  /** It is not; every fault, by line. */
  record Faulty<T>(List<Fault> faults) implements Read<T> {}
}
