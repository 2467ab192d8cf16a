package dev.weir.agent.adapter.file;

import dev.weir.agent.slot.DownloadArea;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Payloads as files in one folder, named by their digest. */
public final class FileDownloads implements DownloadArea {
  private final Path folder;

  private FileDownloads(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder where it is missing. */
  public static FileDownloads in(Path folder) throws IOException {
    return new FileDownloads(Files.createDirectories(folder));
  }

  private Path file(Digest payload) {
    return folder.resolve(payload.hex());
  }

  @Override
  public long room() throws IOException {
    return OpenFiles.room(folder);
  }

  @Override
  public long size(Digest payload) throws IOException {
    return OpenFiles.size(file(payload));
  }

  @Override
  public int read(Digest payload, long offset, byte[] into, int at, int length) throws IOException {
    return OpenFiles.read(file(payload), offset, into, at, length);
  }

  @Override
  public void write(Digest payload, long offset, byte[] from, int length) throws IOException {
    OpenFiles.write(file(payload), offset, from, length);
  }

  @Override
  public void truncate(Digest payload, long size) throws IOException {
    OpenFiles.truncate(file(payload), size);
  }

  @Override
  public void sync(Digest payload) throws IOException {
    OpenFiles.sync(file(payload));
  }

  @Override
  public void keepOnly(Digest payload) throws IOException {
    deleteBut(Optional.of(payload.hex()));
  }

  @Override
  public void clear() throws IOException {
    deleteBut(Optional.empty());
  }

  private void deleteBut(Optional<String> kept) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!kept.equals(Optional.of(String.valueOf(file.getFileName())))) {
          Files.delete(file);
        }
      }
    }
  }
}
