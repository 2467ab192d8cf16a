package dev.weir.protocol.channel;

/** An agent's way to artifacts over one transport; found by {@link java.util.ServiceLoader}. */
public interface PayloadProvider {
  String transport();

  PayloadSource open(ChannelSettings settings);
}
