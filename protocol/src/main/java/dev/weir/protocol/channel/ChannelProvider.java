package dev.weir.protocol.channel;

/** An agent's end of one transport; found by {@link java.util.ServiceLoader}. */
public interface ChannelProvider {
  String transport();

  /** Begins to connect; the listener hears the rest. Does not block. */
  Channel open(ChannelSettings settings, ChannelListener listener);
}
