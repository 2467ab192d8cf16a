package dev.weir.trust.pki;

import dev.weir.protocol.channel.Peer;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Believes a server because a trusted authority certified it and its certificate names an expected
 * peer; a client, because a trusted authority certified it. Host names play no part, so a region
 * may be reached at any address. The platform leaves out its own check of host names where it is
 * given an extended trust manager, so nothing else decides.
 */
final class PeerTrustManager extends X509ExtendedTrustManager {
  private final X509TrustManager authorities;
  private final Predicate<Peer> expected;

  PeerTrustManager(X509TrustManager authorities, Predicate<Peer> expected) {
    this.authorities = authorities;
    this.expected = expected;
  }

  private void checkServer(X509Certificate[] chain, String authType) throws CertificateException {
    authorities.checkServerTrusted(chain, authType);
    Optional<Peer> peer = Peer.of(chain[0]);
    if (peer.filter(expected).isEmpty()) {
      throw new CertificateException(
          "the server is "
              + peer.map(Peer::uri).orElse("nobody that its certificate names")
              + ", which is not whom this connection is for");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkServer(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServer(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServer(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    authorities.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    authorities.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    authorities.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
