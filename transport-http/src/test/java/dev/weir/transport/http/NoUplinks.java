package dev.weir.transport.http;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.wire.Bytes;
import java.util.function.Consumer;

/** No message may come over HTTP. */
public final class NoUplinks implements Uplinks {
  @Override
  public void connected(Peer peer, FrontEnd through) {
    throw new AssertionError(peer);
  }

  @Override
  public void disconnected(Peer peer, FrontEnd through) {
    throw new AssertionError(peer);
  }

  @Override
  public void received(Peer peer, FrontEnd through, Bytes uplink, Consumer<Reception> taken) {
    throw new AssertionError(peer);
  }
}
