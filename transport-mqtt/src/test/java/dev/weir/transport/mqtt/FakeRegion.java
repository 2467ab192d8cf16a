package dev.weir.transport.mqtt;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A region that keeps what it hears, and answers as it is told. */
public final class FakeRegion implements Uplinks, Artifacts {
  /** A message that came. */
  public record Received(Peer peer, Bytes uplink, Consumer<Reception> taken) {}

  public final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
  public final LinkedBlockingQueue<String> comings = new LinkedBlockingQueue<>();
  public final Set<Peer> present = ConcurrentHashMap.newKeySet();

  /** What it answers at once; where empty, the test answers. */
  public volatile Optional<Reception> answer = Optional.of(Reception.TAKEN);

  @Override
  public void connected(Peer peer, FrontEnd through) {
    present.add(peer);
    comings.add("+" + peer.name());
  }

  @Override
  public void disconnected(Peer peer, FrontEnd through) {
    present.remove(peer);
    comings.add("-" + peer.name());
  }

  @Override
  public void received(Peer peer, FrontEnd through, Bytes uplink, Consumer<Reception> taken) {
    received.add(new Received(peer, uplink, taken));
    answer.ifPresent(taken);
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    reply.accept(new Fetched.Refused("there are none here"));
  }
}
