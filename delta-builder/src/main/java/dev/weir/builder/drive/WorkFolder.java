package dev.weir.builder.drive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one attempt, among the system's temporary files; taken away with all in it. */
record WorkFolder(Path path) implements Closeable {
  static WorkFolder fresh() throws IOException {
    return new WorkFolder(Files.createTempDirectory("weir-delta"));
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
