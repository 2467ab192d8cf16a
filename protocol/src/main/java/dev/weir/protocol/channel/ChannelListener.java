package dev.weir.protocol.channel;

import dev.weir.protocol.wire.Bytes;

/** What an agent hears of its channel, on any thread. */
public interface ChannelListener {
  /** Messages can be sent from now on. */
  void opened();

  /** A {@code Downlink} came. */
  void received(Bytes downlink);

  /** The channel ended or could not be opened; called once, and nothing after it. */
  void closed(String why);
}
