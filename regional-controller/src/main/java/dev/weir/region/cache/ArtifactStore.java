package dev.weir.region.cache;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.store.StoreFull;
import java.util.List;

/**
 * Where the cache keeps artifacts. One thread calls. A full disk is a {@link StoreFull}, after
 * which the same may be done again; any other failure of the disk another unchecked exception.
 */
public interface ArtifactStore extends AutoCloseable {
  /** A whole artifact. */
  record Stored(Digest artifact, long size) {}

  /** Whole artifacts, by digest. Each was verified before it became whole. */
  List<Stored> whole();

  /** How many bytes of an artifact that is not whole are here. */
  long partial(Digest artifact);

  /** Adds a piece to the end of what is here. */
  void append(Digest artifact, Bytes piece);

  /**
   * Makes an artifact whole where what is here has its digest; else throws that away.
   *
   * @return whether it is whole now
   */
  boolean finish(Digest artifact);

  /** Reads of a whole artifact; fewer bytes where it ends. */
  Bytes read(Digest artifact, long offset, int length);

  /** Throws away all that is here of it. */
  void delete(Digest artifact);

  /** What was kept last; {@link Ledger#EMPTY} before that. */
  Ledger ledger();

  /** Keeps it, so that it outlives the process. */
  void keep(Ledger ledger);

  @Override
  void close();
}
