package dev.weir.protocol.channel;

/**
 * Where a front end listens.
 *
 * @param host an address of this machine, loopback unless told otherwise
 * @param port 0 for any free one
 * @param credentials mutual TLS or DTLS: a device without a certificate of these authorities is
 *     turned away
 * @param maxConnections one more is refused
 */
public record FrontEndSettings(String host, int port, Credentials credentials, int maxConnections) {
  public FrontEndSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535; found " + port);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("maxConnections must be at least 1");
    }
  }
}
