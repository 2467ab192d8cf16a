package dev.weir.transport.coap;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.FrontEndProvider;
import dev.weir.protocol.channel.FrontEndSettings;
import dev.weir.protocol.channel.Uplinks;
import java.io.IOException;

/** Makes front ends for CoAP over DTLS. Source: docs/protocol.md, sections 7.2 and 8.3. */
public final class CoapFrontEndProvider implements FrontEndProvider {
  @Override
  public String transport() {
    return CoapFrontEnd.TRANSPORT;
  }

  @Override
  public FrontEnd open(FrontEndSettings settings, Uplinks uplinks, Artifacts artifacts)
      throws IOException {
    return CoapFrontEnd.open(
        settings, Settings.region(settings.maxConnections()), uplinks, artifacts);
  }
}
