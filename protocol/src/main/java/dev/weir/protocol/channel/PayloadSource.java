package dev.weir.protocol.channel;

import dev.weir.protocol.id.Digest;
import java.util.function.Consumer;

/** Where an agent gets artifacts from: manifests and payloads. */
public interface PayloadSource extends AutoCloseable {
  /** The name of the path, such as {@code http} or {@code coap}; it stands in reports. */
  String path();

  /**
   * Fetches a piece. One call at a time. Nothing of what comes is trusted: the caller checks.
   *
   * @param length 1 to {@link Artifacts#MAX_PIECE}
   * @param reply called once, on any thread; trouble of the link is {@link Fetched.Later}
   */
  void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply);

  /** Gives up what is under way; its reply may be left out. */
  @Override
  void close();
}
