package dev.weir.transport.coap;

import dev.weir.protocol.channel.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;

/** A region with a genuine certificate that answers every GET as a test likes. */
final class RogueRegion {
  private final CoapEndpoint endpoint;

  RogueRegion(Credentials credentials, Consumer<CoapExchange> answer) throws IOException {
    // Without the library's own blockwise transfers, which would put its blocks right.
    Configuration config = Settings.region(10).set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0);
    this.endpoint =
        CoapEndpoint.builder()
            .setConfiguration(config)
            .setConnector(
                new RegionConnector(
                    Dtls.region(
                        config,
                        credentials,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new Sessions(connection -> {}, session -> {}))))
            .build();
    endpoint.setMessageDeliverer(
        new ServerMessageDeliverer(
            new CoapResource("") {
              @Override
              public Resource getChild(String name) {
                return this;
              }

              @Override
              public void handleGET(CoapExchange exchange) {
                answer.accept(exchange);
              }
            },
            config));
    endpoint.start();
  }

  URI address() {
    return URI.create("coaps://127.0.0.1:" + endpoint.getAddress().getPort());
  }

  void close() {
    endpoint.destroy();
  }
}
