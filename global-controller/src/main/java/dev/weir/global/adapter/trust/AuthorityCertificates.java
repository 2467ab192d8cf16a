package dev.weir.global.adapter.trust;

import dev.weir.global.store.Certificates;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.Csr;
import java.util.List;

/** Certificates from the development authority in the data folder. */
public final class AuthorityCertificates implements Certificates {
  /**
   * Names that a region's certificate says it serves at, for clients that check host names. Ours
   * check the peer's URI instead, at whatever address.
   */
  private static final List<String> REGION_HOSTS = List.of("localhost", "127.0.0.1");

  private final Authority authority;

  public AuthorityCertificates(Authority authority) {
    this.authority = authority;
  }

  @Override
  public Request check(String csr) {
    try {
      return new Valid(Digest.of(Csr.read(csr).getEncoded()));
    } catch (Malformed e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String issue(Peer peer, String csr) {
    try {
      return authority.issue(csr, peer, peer.kind() == Peer.Kind.REGION ? REGION_HOSTS : List.of());
    } catch (Malformed e) {
      throw new IllegalArgumentException("the request was checked before", e);
    }
  }

  @Override
  public String authorities() {
    return authority.certificatePem();
  }
}
