package dev.weir.global.store;

import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;

/** The certificate authority of the fleet, as enrolment needs it. */
public interface Certificates {
  /** What a request for a certificate amounts to. */
  sealed interface Request {}

  /** It is well-formed and signed by the key that it names. */
  record Valid(Digest publicKey) implements Request {}

  /** It is not; says why. */
  record Invalid(String why) implements Request {}

  /** Checks a PKCS #10 request in PEM. */
  Request check(String csr);

  /** Certifies that the key of a request that was checked is this peer's; PEM, with the chain. */
  String issue(Peer peer, String csr);

  /** Trust anchors, PEM. */
  String authorities();
}
