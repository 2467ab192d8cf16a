package dev.weir.region.adapter.disk;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.cache.ArtifactStore;
import dev.weir.region.cache.Ledger;
import dev.weir.region.store.StoreFull;
import dev.weir.storage.StorageException;
import dev.weir.storage.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Artifacts as files: {@code DIGEST} when whole, {@code DIGEST.part} before. A file becomes whole
 * by a rename after it was verified and synced, so whatever has a digest for a name is that
 * artifact.
 */
public final class FileArtifactStore implements ArtifactStore {
  private static final String PART = ".part";
  private static final String LEDGER = "ledger.cbor";
  private static final int BUFFER = 64 * 1024;

  private final Path folder;

  public FileArtifactStore(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private Path file(Digest artifact) {
    return folder.resolve(artifact.hex());
  }

  private Path part(Digest artifact) {
    return folder.resolve(artifact.hex() + PART);
  }

  @Override
  public List<Stored> whole() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.length() == 2 * Digest.BYTES)
          .sorted()
          .map(Digest::new)
          .map(artifact -> new Stored(artifact, size(file(artifact))))
          .toList();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  @Override
  public long partial(Digest artifact) {
    return size(part(artifact));
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void append(Digest artifact, Bytes piece) {
    try (FileChannel out =
        FileChannel.open(part(artifact), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = piece.asBuffer();
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    } catch (IOException e) {
      throw failed(part(artifact), e);
    }
  }

  @Override
  public boolean finish(Digest artifact) {
    Path part = part(artifact);
    try {
      if (!digestOf(part).equals(artifact)) {
        Files.delete(part);
        return false;
      }
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, file(artifact), StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
      return true;
    } catch (IOException e) {
      throw failed(part, e);
    }
  }

  private static Digest digestOf(Path file) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    }
    return Digest.ofRaw(sha.digest());
  }

  /** The new name is durable once the folder is. */
  private void syncFolder() throws IOException {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  @Override
  public Bytes read(Digest artifact, long offset, int length) {
    Path file = file(artifact);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      int rest = (int) Math.max(0, Math.min(length, in.size() - offset));
      ByteBuffer buffer = ByteBuffer.allocate(rest);
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = in.read(buffer, offset + buffer.position());
      }
      return Bytes.wrap(buffer.array());
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void delete(Digest artifact) {
    try {
      Files.deleteIfExists(file(artifact));
      Files.deleteIfExists(part(artifact));
    } catch (IOException e) {
      throw failed(file(artifact), e);
    }
  }

  @Override
  public Ledger ledger() {
    Path file = folder.resolve(LEDGER);
    try {
      return Files.exists(file)
          ? Ledger.CODEC.decode(Bytes.wrap(Files.readAllBytes(file)))
          : Ledger.EMPTY;
    } catch (Malformed e) {
      // Figures only: a region goes on without its past ones rather than not at all.
      return Ledger.EMPTY;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void keep(Ledger ledger) {
    Path file = folder.resolve(LEDGER);
    Path beside = folder.resolve(LEDGER + ".new");
    try {
      Files.write(beside, Ledger.CODEC.encode(ledger).toArray());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void close() {}

  private static RuntimeException failed(Path file, IOException cause) {
    StorageException failure = new StorageException(file, cause);
    return failure.trouble() == Trouble.FULL
        ? new StoreFull(String.valueOf(failure.getMessage()), failure)
        : failure;
  }
}
