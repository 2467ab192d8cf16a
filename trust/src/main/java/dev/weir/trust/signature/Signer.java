package dev.weir.trust.signature;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Signature;
import dev.weir.protocol.wire.Bytes;

/** Whoever holds a private key: memory, a file, later a hardware module. */
public interface Signer {
  /** Ed25519, 32 bytes. */
  Bytes publicKey();

  /** Names the key: the public key's SHA-256. */
  default Digest key() {
    return publicKey().digest();
  }

  /** Signs a statement of this kind; the same input gives the same signature. */
  Signature sign(StatementKind kind, Bytes statement);
}
