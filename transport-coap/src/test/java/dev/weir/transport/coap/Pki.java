package dev.weir.transport.coap;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.Csr;
import dev.weir.trust.pki.KeyPairs;
import dev.weir.trust.pki.Pem;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;

/** Credentials of an authority made for a test. */
final class Pki {
  private final Authority authority;

  Pki(Path folder) {
    this.authority = Authority.open(folder);
  }

  Credentials device(String name) {
    return issue(Peer.of(DeviceId.of(name)));
  }

  Credentials region(String name) {
    return issue(Peer.of(RegionId.of(name)));
  }

  Credentials global() {
    return issue(new Peer(Peer.Kind.GLOBAL, "global"));
  }

  private Credentials issue(Peer peer) {
    KeyPair keys = KeyPairs.p256();
    try {
      return new Credentials(
          keys.getPrivate(),
          Pem.certificates(authority.issue(Csr.create(keys), peer, List.of("127.0.0.1"))),
          List.of(authority.certificate()));
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }
}
