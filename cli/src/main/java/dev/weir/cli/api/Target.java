package dev.weir.cli.api;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Which global, and who asks.
 *
 * @param server such as {@code https://127.0.0.1:8443}
 * @param token of the operator; a secret
 * @param authorities trust anchors, under which the server's certificate must stand
 */
public record Target(URI server, String token, List<X509Certificate> authorities) {
  public Target {
    authorities = List.copyOf(authorities);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return server.toString();
  }
}
