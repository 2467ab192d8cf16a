package dev.weir.transport.coap;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Artifacts in memory. It counts reads. */
final class FakeArtifacts implements Artifacts {
  private final Map<Digest, Bytes> all = new ConcurrentHashMap<>();
  final AtomicInteger reads = new AtomicInteger();
  volatile boolean busy;

  Digest add(Bytes content) {
    Digest digest = content.digest();
    all.put(digest, content);
    return digest;
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    reads.incrementAndGet();
    Bytes content = all.get(artifact);
    if (busy) {
      reply.accept(new Fetched.Later(Duration.ofSeconds(7), "busy"));
    } else if (content == null) {
      reply.accept(new Fetched.Refused("no such artifact"));
    } else {
      int from = (int) Math.min(offset, content.size());
      reply.accept(new Fetched.Piece(content.slice(from, Math.min(length, content.size() - from))));
    }
  }
}
