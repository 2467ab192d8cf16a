package dev.weir.transport.http.agent;

import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.PayloadProvider;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.channel.Peer;
import dev.weir.transport.http.Paths;
import dev.weir.trust.pki.Tls;

/** Lets agents fetch artifacts over HTTPS; the server must be a region. */
public final class HttpPayloadProvider implements PayloadProvider {
  @Override
  public String transport() {
    return Paths.TRANSPORT;
  }

  @Override
  public PayloadSource open(ChannelSettings settings) {
    return new HttpPayloadSource(
        settings.address(),
        Tls.clientContext(settings.credentials(), peer -> peer.kind() == Peer.Kind.REGION)
            .getSocketFactory());
  }
}
