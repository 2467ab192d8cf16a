package dev.weir.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * The names beside a database {@code x.db}, and the moves that put a salvaged one in its place.
 *
 * <table>
 *   <caption>Files</caption>
 *   <tr><td>{@code x.db.suspect}</td><td>it was seen to be corrupt; the next start salvages it</td></tr>
 *   <tr><td>{@code x.db.salvaging}</td><td>a salvage that is being written; worth nothing</td></tr>
 *   <tr><td>{@code x.db.salvaged-TIME}</td><td>a whole one that is not in its place yet</td></tr>
 *   <tr><td>{@code x.db.corrupt-TIME}</td><td>a corrupt one, kept; nothing here ever deletes it</td></tr>
 * </table>
 */
final class Aside {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The database itself comes last: as long as it is there, nothing has been put in its place. */
  private static final List<String> PARTS = List.of("-shm", "-wal", "-journal", "");

  private final Path file;

  Aside(Path file) {
    this.file = file;
  }

  private Path named(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  Path log() {
    return named("-wal");
  }

  boolean hasJournal() {
    return Files.exists(named("-journal"));
  }

  boolean isSuspect() {
    return Files.exists(named(".suspect"));
  }

  /** Remembers that the database was seen to be corrupt. */
  void suspect() throws IOException {
    try {
      Files.createFile(named(".suspect"));
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  Path salvaging() {
    return named(".salvaging");
  }

  /** Deletes a salvage that did not come to its end. */
  void discardSalvaging() throws IOException {
    for (String part : PARTS) {
      Files.deleteIfExists(named(".salvaging" + part));
    }
    Files.deleteIfExists(named(".salvaging.suspect"));
  }

  /** A time, with a number behind it where a file of that name is kept already. */
  String free(Instant now) {
    String time = TIME.format(now);
    String stamp = time;
    for (int number = 2; Files.exists(kept(stamp)); number++) {
      stamp = time + "-" + number;
    }
    return stamp;
  }

  Path kept(String stamp) {
    return named(".corrupt-" + stamp);
  }

  /** The salvage is whole and on the disk. */
  void complete(String stamp) throws IOException {
    move(salvaging(), named(".salvaged-" + stamp));
    sync();
  }

  /** Ends what a salvage that was whole had begun; does nothing where there is none. */
  void putInPlace() throws IOException {
    Optional<String> stamp = completed();
    if (stamp.isEmpty()) {
      return;
    }
    for (String part : PARTS) {
      if (Files.exists(named(part))) {
        move(named(part), named(".corrupt-" + stamp.get() + part));
      }
    }
    Files.deleteIfExists(named(".suspect"));
    sync();
    move(named(".salvaged-" + stamp.get()), file);
    sync();
  }

  private Optional<String> completed() throws IOException {
    String begin = file.getFileName() + ".salvaged-";
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            folder(), path -> path.getFileName().toString().startsWith(begin))) {
      for (Path path : found) {
        return Optional.of(path.getFileName().toString().substring(begin.length()));
      }
    }
    return Optional.empty();
  }

  private Path folder() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the moves durable. */
  private void sync() throws IOException {
    try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
