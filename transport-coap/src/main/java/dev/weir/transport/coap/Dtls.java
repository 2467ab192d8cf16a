package dev.weir.transport.coap;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import java.io.IOException;
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
      ConnectionListener sessions)
      throws IOException {
    return build(
        common(config, credentials, Peer.Kind.DEVICE)
            .setAddress(address)
            .setConnectionListener(sessions));
  }

  /** An agent's end, on any free port: certificates of regions, and nobody else's. */
  static DtlsConnectorConfig agent(Configuration config, Credentials credentials)
      throws IOException {
    return build(common(config, credentials, Peer.Kind.REGION));
  }

  /** The library tries the key and reads the certificates. */
  private static DtlsConnectorConfig build(DtlsConnectorConfig.Builder builder) throws IOException {
    try {
      return builder.build();
    } catch (IllegalStateException e) {
      throw new IOException("these credentials can't be used: " + e.getMessage(), e);
    }
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
