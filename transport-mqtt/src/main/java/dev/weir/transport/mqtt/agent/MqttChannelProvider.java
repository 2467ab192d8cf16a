package dev.weir.transport.mqtt.agent;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Peer;
import dev.weir.transport.mqtt.Topics;
import dev.weir.trust.pki.Tls;

/** Connects agents with their region by MQTT 5 over TLS; the server must be a region. */
public final class MqttChannelProvider implements ChannelProvider {
  @Override
  public String transport() {
    return Topics.TRANSPORT;
  }

  @Override
  public Channel open(ChannelSettings settings, ChannelListener listener) {
    return MqttChannel.open(
        settings,
        Tls.clientContext(settings.credentials(), peer -> peer.kind() == Peer.Kind.REGION)
            .getSocketFactory(),
        listener);
  }
}
