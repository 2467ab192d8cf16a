package dev.weir.region.drive;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.cache.ArtifactStore;
import dev.weir.region.cache.Ledger;
import dev.weir.region.store.StoreFull;
import java.util.List;
import java.util.TreeMap;

/** Artifacts in memory. */
final class MemoryArtifactStore implements ArtifactStore {
  boolean isFull;
  private final TreeMap<Digest, Bytes> whole = new TreeMap<>();
  private final TreeMap<Digest, Bytes> parts = new TreeMap<>();
  private Ledger ledger = Ledger.EMPTY;

  @Override
  public List<Stored> whole() {
    return whole.entrySet().stream()
        .map(entry -> new Stored(entry.getKey(), entry.getValue().size()))
        .toList();
  }

  @Override
  public long partial(Digest artifact) {
    return parts.getOrDefault(artifact, Bytes.EMPTY).size();
  }

  @Override
  public void append(Digest artifact, Bytes piece) {
    if (isFull) {
      throw new StoreFull("cache", new IllegalStateException());
    }
    parts.merge(artifact, piece, Bytes::concat);
  }

  @Override
  public boolean finish(Digest artifact) {
    Bytes content = parts.remove(artifact);
    if (content == null || !content.digest().equals(artifact)) {
      return false;
    }
    whole.put(artifact, content);
    return true;
  }

  @Override
  public Bytes read(Digest artifact, long offset, int length) {
    Bytes content = whole.get(artifact);
    int rest = (int) Math.max(0, Math.min(length, content.size() - offset));
    return rest == 0 ? Bytes.EMPTY : content.slice((int) offset, rest);
  }

  @Override
  public void delete(Digest artifact) {
    whole.remove(artifact);
    parts.remove(artifact);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void keep(Ledger next) {
    if (isFull) {
      throw new StoreFull("cache", new IllegalStateException());
    }
    ledger = next;
  }

  @Override
  public void close() {}
}
