package dev.weir.protocol.channel;

import dev.weir.protocol.wire.Bytes;
import java.util.function.Consumer;

/**
 * What a region offers its front ends. Any thread may call; answers come on the region's own
 * thread, so what they do must be quick.
 */
public interface Uplinks {
  /** A device can be reached through this front end from now on. A repeat refreshes it. */
  void connected(Peer peer, FrontEnd through);

  /** It can't any more; does nothing if the device is reachable through another one by now. */
  void disconnected(Peer peer, FrontEnd through);

  /**
   * A whole message came.
   *
   * @param taken called once, after the message's effects are durable or it was turned away
   */
  void received(Peer peer, FrontEnd through, Bytes uplink, Consumer<Reception> taken);
}
