package dev.weir.transport.coap;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;

/** Who proves what to whom in a handshake. Source: docs/protocol.md, section 8.1. */
final class Dtls {
  private Dtls() {}

  /** A region's end: certificates of devices, and nobody else's. */
  static DtlsConnectorConfig region(
      Configuration config,
      Credentials credentials,
      InetSocketAddress address,
      ConnectionListener sessions) {
    return common(config, credentials, Peer.Kind.DEVICE)
        .setAddress(address)
        .setConnectionListener(sessions)
        .build();
  }

  /** An agent's end, on any free port: certificates of regions, and nobody else's. */
  static DtlsConnectorConfig agent(Configuration config, Credentials credentials) {
    return common(config, credentials, Peer.Kind.REGION).build();
  }

  private static DtlsConnectorConfig.Builder common(
      Configuration config, Credentials own, Peer.Kind others) {
    return DtlsConnectorConfig.builder(config)
        .setCertificateIdentityProvider(
            new SingleCertificateProvider(
                own.key(), own.chain().toArray(X509Certificate[]::new), CertificateType.X_509))
        .setAdvancedCertificateVerifier(new PeerVerifier(own.authorities(), others));
  }
}
