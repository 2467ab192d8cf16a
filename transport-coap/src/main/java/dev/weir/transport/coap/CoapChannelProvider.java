package dev.weir.transport.coap;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;

/** Makes agents' channels over CoAP and DTLS. Source: docs/protocol.md, section 8.3. */
public final class CoapChannelProvider implements ChannelProvider {
  @Override
  public String transport() {
    return CoapFrontEnd.TRANSPORT;
  }

  @Override
  public Channel open(ChannelSettings settings, ChannelListener listener) {
    return CoapChannel.open(settings, Settings.channel(), listener);
  }
}
