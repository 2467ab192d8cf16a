package dev.weir.region.link;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.RegionSync;
import java.util.function.Consumer;

/** The link to global. Does not block; replies come once each, on any thread. */
public interface GlobalLink extends AutoCloseable {
  /** One exchange. Source: docs/protocol.md, section 6.1. */
  void sync(RegionSync sync, Consumer<Synced> reply);

  /**
   * Fetches a piece of an artifact; as many bytes as were asked for, fewer only where it ends.
   *
   * @param length 1 to {@link dev.weir.protocol.channel.Artifacts#MAX_PIECE}
   * @param reply trouble of the link is {@link Fetched.Later}
   */
  void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply);

  /** Gives up what is under way; its replies may be left out. */
  @Override
  void close();
}
