package dev.weir.transport.coap;

import dev.weir.protocol.channel.Peer;
import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.CertificateConfigurationHelper;
import org.eclipse.californium.scandium.dtls.x509.ConfigurationHelperSetup;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * Lets in peers of one kind, with a certificate of a trusted authority. A region lets in devices;
 * an agent talks with a region only: another device, which has a certificate of the same authority,
 * can't pass for one. Source: docs/protocol.md, section 8.1.
 */
final class PeerVerifier implements NewAdvancedCertificateVerifier, ConfigurationHelperSetup {
  private final StaticNewAdvancedCertificateVerifier chains;
  private final Peer.Kind wanted;

  PeerVerifier(List<X509Certificate> authorities, Peer.Kind wanted) {
    if (authorities.isEmpty()) {
      // The library takes an empty list for "trust everyone".
      throw new IllegalArgumentException("authorities must not be empty");
    }
    this.chains =
        new StaticNewAdvancedCertificateVerifier(
            authorities.toArray(X509Certificate[]::new), null, List.of(CertificateType.X_509));
    this.wanted = wanted;
  }

  @Override
  public CertificateVerificationResult verifyCertificate(
      ConnectionId session,
      ServerNames serverNames,
      InetSocketAddress address,
      boolean clientUsage,
      boolean verifySubject,
      boolean truncatePath,
      CertificateMessage message) {
    CertificateVerificationResult verified =
        chains.verifyCertificate(
            session, serverNames, address, clientUsage, verifySubject, truncatePath, message);
    return verified.getException() == null && !isWanted(verified.getCertificatePath())
        ? new CertificateVerificationResult(session, refusal(), null)
        : verified;
  }

  private boolean isWanted(CertPath path) {
    return !path.getCertificates().isEmpty()
        && path.getCertificates().get(0) instanceof X509Certificate own
        && Peer.of(own).map(Peer::kind).filter(wanted::equals).isPresent();
  }

  private HandshakeException refusal() {
    return new HandshakeException(
        "the certificate does not name a " + wanted.name().toLowerCase(Locale.ROOT),
        new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE));
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return chains.getSupportedCertificateTypes();
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return chains.getAcceptedIssuers();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    chains.setResultHandler(handler);
  }

  @Override
  public void setupConfigurationHelper(CertificateConfigurationHelper helper) {
    chains.setupConfigurationHelper(helper);
  }
}
