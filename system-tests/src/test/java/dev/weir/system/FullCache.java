package dev.weir.system;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.cache.Readiness;
import dev.weir.region.cache.Wanted;
import java.util.List;
import java.util.function.Consumer;

/** A cache that says it has everything; nobody here asks it for bytes. */
final class FullCache implements PayloadCache {
  @Override
  public void prefetch(Wanted wanted, Consumer<Readiness> told) {
    told.accept(new Readiness.Ready(List.of(), 0));
  }

  @Override
  public void forget(Digest manifest) {}

  @Override
  public CacheFigures figures() {
    return CacheFigures.NONE;
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    reply.accept(new Fetched.Refused("there are none here"));
  }
}
