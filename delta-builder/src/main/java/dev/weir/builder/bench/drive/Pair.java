package dev.weir.builder.bench.drive;

import dev.weir.builder.release.FileDigest;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two images in a folder of a benchmark.
 *
 * @param name of the folder that they are in
 */
record Pair(String name, Path old, Path image) {
  private static final int MOST = 1000;

  /**
   * All pairs of a folder, by name: each folder in it holds the files {@code old} and {@code new}.
   *
   * @throws IOException where the folder is none, or holds no pair, or half a one
   */
  static List<Pair> in(Path folder) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (Path inside : folders(folder)) {
      pairs.add(
          new Pair(inside.getFileName().toString(), file(inside, "old"), file(inside, "new")));
    }
    if (pairs.isEmpty()) {
      throw new IOException(folder + ": holds no pair; it must hold NAME/old and NAME/new");
    }
    return pairs;
  }

  Digest oldDigest() throws IOException {
    return FileDigest.of(old);
  }

  Digest imageDigest() throws IOException {
    return FileDigest.of(image);
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> folders = inside.filter(Files::isDirectory).sorted().limit(MOST + 1L).toList();
      if (folders.size() > MOST) {
        throw new IOException(folder + ": holds more than " + MOST + " pairs");
      }
      return folders;
    } catch (NotDirectoryException e) {
      throw new IOException(
          folder + ": is no folder; give one that holds NAME/old and NAME/new", e);
    }
  }

  private static Path file(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException(folder + ": has no file " + name + "; a pair has old and new");
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": can't be read; allow this user to");
    }
    return file;
  }
}
