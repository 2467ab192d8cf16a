package dev.weir.protocol.channel;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is at the other end, as the transport authenticated it: never read from a message.
 *
 * <p>A certificate carries it as one URI among its subject alternative names (RFC 5280, section
 * 4.2.1.6): {@code urn:weir:KIND:NAME}, such as {@code urn:weir:device:acme~pump-1}.
 */
public record Peer(Kind kind, String name) {
  private static final String SCHEME = "urn:weir:";
  private static final int URI_NAME = 6;

  /** What a peer is. */
  public enum Kind {
    DEVICE,
    REGION,
    GLOBAL
  }

  public static Peer of(DeviceId device) {
    return new Peer(Kind.DEVICE, device.text());
  }

  public static Peer of(RegionId region) {
    return new Peer(Kind.REGION, region.text());
  }

  /** The device, if that is what this is. */
  public Optional<DeviceId> device() {
    return kind == Kind.DEVICE ? Optional.of(DeviceId.of(name)) : Optional.empty();
  }

  /** The region, if that is what this is. */
  public Optional<RegionId> region() {
    return kind == Kind.REGION ? Optional.of(RegionId.of(name)) : Optional.empty();
  }

  public String uri() {
    return SCHEME + kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + name;
  }

  /** The peer that a verified certificate names; empty where it names none or more than one. */
  public static Optional<Peer> of(X509Certificate certificate) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
    if (names == null) {
      return Optional.empty();
    }
    List<Peer> peers =
        names.stream()
            .filter(name -> name.get(0).equals(URI_NAME))
            .map(name -> parse(String.valueOf(name.get(1))))
            .flatMap(Optional::stream)
            .toList();
    return peers.size() == 1 ? Optional.of(peers.get(0)) : Optional.empty();
  }

  /** The peer that a URI names; empty where it is of another kind. */
  public static Optional<Peer> parse(String uri) {
    for (Kind kind : Kind.values()) {
      String prefix = SCHEME + kind.name().toLowerCase(java.util.Locale.ROOT) + ":";
      if (uri.startsWith(prefix)) {
        return checked(new Peer(kind, uri.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  private static Optional<Peer> checked(Peer peer) {
    try {
      return peer.kind == Kind.GLOBAL || peer.device().isPresent() || peer.region().isPresent()
          ? Optional.of(peer)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
