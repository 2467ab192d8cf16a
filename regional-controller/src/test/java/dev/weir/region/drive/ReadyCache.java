package dev.weir.region.drive;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.region.Fixtures;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.cache.Readiness;
import dev.weir.region.cache.Wanted;
import java.util.function.Consumer;

/** A cache that has everything. */
final class ReadyCache implements PayloadCache {
  @Override
  public void prefetch(Wanted wanted, Consumer<Readiness> told) {
    told.accept(Fixtures.READY);
  }

  @Override
  public void forget(Digest manifest) {}

  @Override
  public CacheFigures figures() {
    return CacheFigures.NONE;
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    reply.accept(new Fetched.Refused("none"));
  }
}
