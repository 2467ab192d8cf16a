package dev.weir.protocol.channel;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What one end of a TLS or DTLS connection proves itself with, and whom it believes.
 *
 * @param key ECDSA on P-256
 * @param chain its certificate first
 * @param authorities trust anchors
 */
public record Credentials(
    PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
  public Credentials {
    chain = List.copyOf(chain);
    authorities = List.copyOf(authorities);
  }
}
