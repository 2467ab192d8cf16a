package dev.weir.sim.disk;

import dev.weir.agent.slot.DownloadArea;
import dev.weir.protocol.id.Digest;
import java.util.NavigableMap;
import java.util.Optional;

/** The downloads of a simulated device. */
public final class SimDownloads implements DownloadArea {
  private static final long ROOM = 1 << 22;

  private final NavigableMap<Digest, SimFile> files;

  SimDownloads(NavigableMap<Digest, SimFile> files) {
    this.files = files;
  }

  private Optional<SimFile> file(Digest payload) {
    return Optional.ofNullable(files.get(payload));
  }

  @Override
  public long room() {
    return ROOM - files.values().stream().mapToLong(SimFile::size).sum();
  }

  @Override
  public long size(Digest payload) {
    return file(payload).map(SimFile::size).orElse(0);
  }

  @Override
  public int read(Digest payload, long offset, byte[] into, int at, int length) {
    return file(payload).map(file -> file.read(offset, into, at, length)).orElse(0);
  }

  @Override
  public void write(Digest payload, long offset, byte[] from, int length) {
    files.computeIfAbsent(payload, p -> new SimFile()).write(offset, from, length);
  }

  @Override
  public void truncate(Digest payload, long size) {
    file(payload).ifPresent(file -> file.truncate(size));
  }

  @Override
  public void sync(Digest payload) {
    file(payload).ifPresent(SimFile::sync);
  }

  @Override
  public void keepOnly(Digest payload) {
    files.keySet().removeIf(other -> !other.equals(payload));
  }

  @Override
  public void clear() {
    files.clear();
  }
}
