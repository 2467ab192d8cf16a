package dev.weir.trust.pki;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS by the platform, with this system's identities. Source: docs/protocol.md, section 8.1. */
public final class Tls {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private Tls() {}

  /** What to enable on sockets and engines. */
  public static String[] protocols() {
    return PROTOCOLS.toArray(String[]::new);
  }

  /**
   * For servers, and for clients that check the host name. A server that wants to know its peer
   * asks for the client's certificate itself ({@code needClientAuth}).
   */
  public static SSLContext context(Credentials credentials) {
    return context(
        new KeyManager[] {new IdentityKeyManager(credentials)},
        authorities(credentials.authorities()));
  }

  /**
   * For clients with a certificate. The server is believed where its certificate names an expected
   * peer, at whatever address it is reached.
   */
  public static SSLContext clientContext(Credentials credentials, Predicate<Peer> expected) {
    return context(
        new KeyManager[] {new IdentityKeyManager(credentials)},
        new PeerTrustManager(authorities(credentials.authorities()), expected));
  }

  /** For clients without a certificate, such as for enrolment; the server must be global. */
  public static SSLContext anonymousClientContext(List<X509Certificate> authorities) {
    return context(
        new KeyManager[0],
        new PeerTrustManager(authorities(authorities), peer -> peer.kind() == Peer.Kind.GLOBAL));
  }

  /** Believes what these trust anchors certified, as long as it is valid. */
  public static X509TrustManager authorities(List<X509Certificate> anchors) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < anchors.size(); i++) {
        store.setCertificateEntry("authority-" + i, anchors.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the platform can't hold trust anchors", e);
    }
  }

  private static SSLContext context(KeyManager[] keys, X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no TLS", e);
    }
  }
}
