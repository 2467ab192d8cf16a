package dev.weir.global.store;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.util.OptionalLong;

/**
 * Artifacts by their digest. What is there is whole, verified and durable, and never changes. Any
 * thread may use it.
 */
public interface ArtifactStore {
  /** Size in bytes; empty where it is not here. */
  OptionalLong sizeOf(Digest artifact);

  /** Keeps a small one, such as a signed manifest; when this returns, it is durable. */
  Digest put(Bytes content);
}
