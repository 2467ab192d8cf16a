package dev.weir.global.adapter.disk;

import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.StoreFull;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.storage.StorageException;
import dev.weir.storage.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Artifacts as files in one folder, named by their digest. An upload grows in {@code incoming/}, is
 * verified, synced and then moved, so that what bears a digest's name has it. Uploads that an end
 * of the process cut off are removed when the folder is opened. A file that a disk damaged is moved
 * to {@code corrupt/}; nothing here ever deletes it.
 */
public final class DiskArtifacts implements ArtifactStore {
  private static final int BUFFER = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  /** Room that an upload leaves on the disk for the database and for manifests. */
  private static final long RESERVE = 64L * 1024 * 1024;

  private final Path folder;
  private final Path incoming;
  private final Path corrupt;

  private DiskArtifacts(Path folder) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
    this.corrupt = folder.resolve("corrupt");
  }

  /** Opens the folder; makes it where it is missing. */
  public static DiskArtifacts open(Path folder) throws IOException {
    DiskArtifacts artifacts = new DiskArtifacts(folder);
    Files.createDirectories(artifacts.incoming);
    Files.createDirectories(artifacts.corrupt);
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
  public record NoRoom() implements Uploaded {}

  /**
   * Takes an artifact from a stream, without holding it in memory. A repeat changes nothing.
   *
   * @param max in bytes
   * @throws IOException where the stream or the disk fails; nothing was kept
   */
  public Uploaded upload(Digest expected, InputStream in, long max) throws IOException {
    return keep(expected, in, max, RESERVE);
  }

  /** Why uploads are refused now, for people. */
  public Optional<String> trouble() {
    try {
      return usable() < RESERVE
          ? Optional.of("less than 64 MiB are left in " + folder + ": uploads are refused")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(folder + " can't be looked at: " + e);
    }
  }

  private long usable() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private Uploaded keep(Digest expected, InputStream in, long max, long reserve)
      throws IOException {
    Path growing = incoming.resolve(expected.hex() + "-" + Thread.currentThread().getId());
    try {
      return keep(expected, in, max, reserve, growing);
    } catch (IOException e) {
      if (new StorageException(folder, e).trouble() == Trouble.FULL) {
        return new NoRoom();
      }
      throw e;
    } finally {
      Files.deleteIfExists(growing);
    }
  }

  private Uploaded keep(Digest expected, InputStream in, long max, long reserve, Path growing)
      throws IOException {
    MessageDigest sha = Digest.sha256();
    long size = 0;
    try (FileChannel out =
        FileChannel.open(growing, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > max) {
          return new TooLarge(max);
        }
        if (usable() < reserve) {
          return new NoRoom();
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
    move(growing, file(expected));
    return new Kept(size);
  }

  private static void write(FileChannel out, ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  @Override
  public Digest put(Bytes content) {
    Digest digest = content.digest();
    try {
      Uploaded uploaded = keep(digest, content.asStream(), content.size(), 0);
      if (uploaded instanceof NoRoom) {
        throw new StoreFull(folder + " has no room for a manifest");
      }
      return digest;
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

  @Override
  public List<Digest> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .map(Digest::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Bytes> read(Digest artifact, int maxBytes) {
    try {
      Bytes content =
          sizeOf(artifact).orElse(Long.MAX_VALUE) <= maxBytes
              ? Bytes.wrap(Files.readAllBytes(file(artifact)))
              : Bytes.EMPTY;
      return content.digest().equals(artifact) ? Optional.of(content) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean verify(Digest artifact) {
    try {
      boolean isSound = digestOf(file(artifact)).equals(artifact);
      if (!isSound) {
        move(file(artifact), corrupt.resolve(artifact.hex()));
      }
      return isSound;
    } catch (NoSuchFileException | ClosedByInterruptException e) {
      return true; // not here any more, or not read to its end
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that can't be read has the digest of what could be read. */
  private static Digest digestOf(Path file) throws IOException {
    MessageDigest sha = Digest.sha256();
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (in.read(buffer.clear()) >= 0) {
        sha.update(buffer.flip());
      }
    } catch (NoSuchFileException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return Digest.ofRaw(sha.digest());
    }
    return Digest.ofRaw(sha.digest());
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
