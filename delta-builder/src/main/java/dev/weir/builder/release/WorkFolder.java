package dev.weir.builder.release;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a release is made: a folder beside its place, moved there when it is whole and taken away
 * when it is not. What a killed build left there is taken away by the next; so its name is one that
 * nobody else chooses.
 */
final class WorkFolder implements Closeable {
  private final Path folder;

  private WorkFolder(Path folder) {
    this.folder = folder;
  }

  static WorkFolder beside(Path place) throws IOException {
    Path absolute = place.toAbsolutePath().normalize();
    Path folder = absolute.resolveSibling("." + absolute.getFileName() + ".weir-build");
    WorkFolder work = new WorkFolder(folder);
    work.close();
    Files.createDirectories(work.release().artifacts());
    return work;
  }

  ReleaseFolder release() {
    return new ReleaseFolder(folder);
  }

  Path folder() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void moveTo(Path place) throws IOException {
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
