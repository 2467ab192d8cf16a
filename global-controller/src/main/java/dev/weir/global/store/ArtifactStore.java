package dev.weir.global.store;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Artifacts by their digest. What is there was whole, verified and durable when it came, and never
 * changes unless the disk is damaged. Any thread may use it.
 */
public interface ArtifactStore {
  /** Size in bytes; empty where it is not here. */
  OptionalLong sizeOf(Digest artifact);

  /** All that are here. */
  List<Digest> all();

  /** The whole of one; empty where it is not here, larger than so many bytes, or damaged. */
  Optional<Bytes> read(Digest artifact, int maxBytes);

  /**
   * Reads one through. One that is not what its digest says is kept aside, and is not here any
   * more: then it can be uploaded again.
   *
   * @return false where it was damaged
   */
  boolean verify(Digest artifact);

  /**
   * Keeps a small one, such as a signed manifest; when this returns, it is durable.
   *
   * @throws StoreFull where the disk has no room; then nothing was kept
   */
  Digest put(Bytes content);
}
