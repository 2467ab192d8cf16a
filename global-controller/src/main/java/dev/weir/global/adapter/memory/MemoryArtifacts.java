package dev.weir.global.adapter.memory;

import dev.weir.global.store.ArtifactStore;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Artifacts in memory. */
public final class MemoryArtifacts implements ArtifactStore {
  private final ConcurrentMap<Digest, Bytes> artifacts = new ConcurrentHashMap<>();

  @Override
  public OptionalLong sizeOf(Digest artifact) {
    Bytes content = artifacts.get(artifact);
    return content == null ? OptionalLong.empty() : OptionalLong.of(content.size());
  }

  @Override
  public List<Digest> all() {
    return List.copyOf(artifacts.keySet());
  }

  @Override
  public Optional<Bytes> read(Digest artifact, int maxBytes) {
    return read(artifact).filter(content -> content.size() <= maxBytes);
  }

  /** Memory is not damaged. */
  @Override
  public boolean verify(Digest artifact) {
    return true;
  }

  @Override
  public Digest put(Bytes content) {
    Digest digest = content.digest();
    artifacts.put(digest, content);
    return digest;
  }

  /** The whole artifact. */
  public Optional<Bytes> read(Digest artifact) {
    return Optional.ofNullable(artifacts.get(artifact));
  }
}
