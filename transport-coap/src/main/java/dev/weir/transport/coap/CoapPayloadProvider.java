package dev.weir.transport.coap;

import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.PayloadProvider;
import dev.weir.protocol.channel.PayloadSource;

/** Makes agents' ways to artifacts over CoAP. Source: docs/protocol.md, section 7.2. */
public final class CoapPayloadProvider implements PayloadProvider {
  @Override
  public String transport() {
    return CoapFrontEnd.TRANSPORT;
  }

  @Override
  public PayloadSource open(ChannelSettings settings) {
    return new CoapPayloadSource(settings, Settings.payloads());
  }
}
