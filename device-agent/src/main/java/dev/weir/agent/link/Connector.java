package dev.weir.agent.link;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;

/** Opens connections with the region that serves this device. */
public interface Connector {
  /** Begins to connect; the listener hears the rest. Does not block. */
  Channel open(ChannelListener listener);
}
