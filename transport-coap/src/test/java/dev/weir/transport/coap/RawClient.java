package dev.weir.transport.coap;

import dev.weir.protocol.channel.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/** A CoAP client that sends whatever a test likes. */
final class RawClient {
  private final InetSocketAddress region;
  private final CoapEndpoint endpoint;

  private RawClient(URI region, Configuration config, DtlsConnectorConfig dtls) throws IOException {
    this.region = new InetSocketAddress(region.getHost(), region.getPort());
    this.endpoint =
        CoapEndpoint.builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls))
            .build();
    endpoint.start();
  }

  static RawClient open(URI region, Credentials credentials) throws IOException {
    return open(region, credentials, Settings.channel());
  }

  static RawClient open(URI region, Credentials credentials, Configuration config)
      throws IOException {
    return new RawClient(region, config, Dtls.agent(config, credentials));
  }

  /** One that has no certificate, and trusts whom the credentials trust. */
  static RawClient withoutCertificate(URI region, Credentials credentials) throws IOException {
    Configuration config = Settings.channel();
    return new RawClient(
        region,
        config,
        DtlsConnectorConfig.builder(config)
            .setAdvancedCertificateVerifier(
                new PeerVerifier(
                    credentials.authorities(), dev.weir.protocol.channel.Peer.Kind.REGION))
            .build());
  }

  /** One that does not understand connection ids. */
  static RawClient withoutConnectionIds(URI region, Credentials credentials) throws IOException {
    Configuration config = Settings.channel();
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, null);
    return open(region, credentials, config);
  }

  Request request(Code code, String... path) {
    Request request = new Request(code);
    request.setScheme("coaps");
    request.setDestinationContext(new AddressEndpointContext(region));
    List.of(path).forEach(request.getOptions()::addUriPath);
    return request;
  }

  Request post(byte[] payload) {
    Request request = request(Code.POST, "up");
    request.setPayload(payload);
    return request;
  }

  /** Sends and waits; empty where there is no answer. */
  Optional<Response> ask(Request request) throws InterruptedException {
    endpoint.sendRequest(request);
    return Optional.ofNullable(
        request.waitForResponse(TimeUnit.SECONDS.toMillis(FakeRegion.PATIENCE_SECONDS)));
  }

  /** Sends and waits for an acknowledgement, whether an answer comes or not. */
  boolean isAcknowledged(Request request) throws InterruptedException {
    CountDownLatch acknowledged = new CountDownLatch(1);
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onAcknowledgement() {
            acknowledged.countDown();
          }
        });
    endpoint.sendRequest(request);
    return acknowledged.await(FakeRegion.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void close() {
    endpoint.destroy();
  }
}
