package dev.weir.global.adapter.disk;

import dev.weir.global.store.ArtifactStore;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Artifacts as files in one folder, named by their digest. An upload grows in {@code incoming/}, is
 * verified, synced and then moved, so that what bears a digest's name has it. Uploads that an end
 * of the process cut off are removed when the folder is opened.
 */
public final class DiskArtifacts implements ArtifactStore {
  private static final int BUFFER = 64 * 1024;

  /** Room that an upload leaves on the disk for the database. */
  private static final long RESERVE = 64L * 1024 * 1024;

  private final Path folder;
  private final Path incoming;

  private DiskArtifacts(Path folder) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
  }

  /** Opens the folder; makes it where it is missing. */
  public static DiskArtifacts open(Path folder) throws IOException {
    DiskArtifacts artifacts = new DiskArtifacts(folder);
    Files.createDirectories(artifacts.incoming);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(artifacts.incoming)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return artifacts;
  }

  /** What came of an upload. */
  public sealed interface Uploaded {}

  /** It is here, durable. */
  public record Kept(long size) implements Uploaded {}

  /** The bytes have another digest; nothing was kept. */
  public record Mismatch(Digest found, long size) implements Uploaded {}

  /** It has more bytes than an artifact may have; nothing was kept. */
  public record TooLarge(long max) implements Uploaded {}

  /** The disk has no room for it; nothing was kept. */
  public record NoRoom(long usable) implements Uploaded {}

  /**
   * Takes an artifact from a stream, without holding it in memory. A repeat changes nothing.
   *
   * @param max in bytes
   * @throws IOException where the stream or the disk fails; nothing was kept
   */
  public Uploaded upload(Digest expected, InputStream in, long max) throws IOException {
    Path growing = Files.createTempFile(incoming, "upload", "");
    try {
      MessageDigest sha = Digest.sha256();
      long size = 0;
      try (FileChannel out = FileChannel.open(growing, StandardOpenOption.WRITE)) {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          size += read;
          if (size > max) {
            return new TooLarge(max);
          }
          long usable = Files.getFileStore(folder).getUsableSpace();
          if (usable < RESERVE) {
            return new NoRoom(usable);
          }
          sha.update(buffer, 0, read);
          write(out, ByteBuffer.wrap(buffer, 0, read));
        }
        out.force(true);
      }
      Digest found = Digest.ofRaw(sha.digest());
      if (!found.equals(expected)) {
        return new Mismatch(found, size);
      }
      move(growing, expected);
      return new Kept(size);
    } finally {
      Files.deleteIfExists(growing);
    }
  }

  private static void write(FileChannel out, ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private void move(Path growing, Digest name) throws IOException {
    Files.move(
        growing, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  @Override
  public Digest put(Bytes content) {
    Digest digest = content.digest();
    try {
      Uploaded uploaded = upload(digest, content.asStream(), content.size());
      if (uploaded instanceof Kept) {
        return digest;
      }
      throw new IOException(folder + ": can't keep an artifact: " + uploaded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OptionalLong sizeOf(Digest artifact) {
    try {
      return OptionalLong.of(Files.size(file(artifact)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An artifact to be read from any place; the caller closes it. Empty where it is not here. */
  public Optional<FileChannel> open(Digest artifact) throws IOException {
    try {
      return Optional.of(FileChannel.open(file(artifact), StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Path file(Digest artifact) {
    return folder.resolve(artifact.hex());
  }
}
