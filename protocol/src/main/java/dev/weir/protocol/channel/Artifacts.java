package dev.weir.protocol.channel;

import dev.weir.protocol.id.Digest;
import java.util.function.Consumer;

/** What a region offers its front ends of artifacts: manifests and payloads. */
public interface Artifacts {
  /** Longest piece that one call gives, in bytes. */
  int MAX_PIECE = 1024 * 1024;

  /**
   * Reads a piece; fetches the artifact from global first where it is not in the cache. Any thread
   * may call.
   *
   * @param length 1 to {@link #MAX_PIECE}
   * @param reply called once, on any thread
   */
  void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply);
}
