package dev.weir.trust.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Small files that are there as a whole or not at all, and stay there when power fails: written
 * beside their place, synced, moved, and the folder synced.
 */
public final class SyncedFile {
  private static final FileAttribute<?>[] PRIVATE = attributes("rw-------");
  private static final FileAttribute<?>[] READABLE = attributes("rw-r--r--");
  private static final FileAttribute<?>[] PRIVATE_FOLDER = attributes("rwx------");

  private SyncedFile() {}

  /** Writes a file that only its owner may read (mode 600), over one that is there. */
  public static void writeSecret(Path file, String text) {
    write(file, text, PRIVATE);
  }

  /** Writes a file that others may read (mode 644), over one that is there. */
  public static void write(Path file, String text) {
    write(file, text, READABLE);
  }

  /** Reads a file of at most so many bytes. */
  public static String read(Path file, int max) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(max + 1);
      if (content.length > max) {
        throw new TrustFileException(
            file, "has more than " + max + " bytes; is it the right file?");
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new TrustFileException(file, "is not there", e);
    } catch (IOException e) {
      throw new TrustFileException(file, "can't be read: " + e, e);
    }
  }

  /** Makes the folder, for its owner alone, where it is missing. */
  public static void makeFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PRIVATE_FOLDER);
      }
    } catch (IOException e) {
      throw new TrustFileException(folder, "can't be made: " + e, e);
    }
  }

  private static void write(Path file, String text, FileAttribute<?>[] mode) {
    Path place = file.toAbsolutePath();
    Path folder = place.getParent();
    if (folder == null) {
      throw new TrustFileException(file, "is not a file");
    }
    Path beside = place.resolveSibling(place.getFileName() + ".new");
    try {
      Files.deleteIfExists(beside);
      Files.createFile(beside, mode);
      try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder);
    } catch (IOException e) {
      throw new TrustFileException(file, "can't be written: " + e, e);
    }
  }

  /** The name in the folder is only durable once the folder is. */
  private static void sync(Path folder) throws IOException {
    if (!isPosix()) {
      return;
    }
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  private static FileAttribute<?>[] attributes(String mode) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
