package dev.weir.trust.signature;

import dev.weir.protocol.message.Signature;
import dev.weir.protocol.wire.Bytes;
import java.security.SecureRandom;

/**
 * Ed25519 (RFC 8032) over statements, by BouncyCastle's arithmetic alone: no provider is loaded,
 * which a device with a small heap would feel. Source: docs/protocol.md, section 5.1.
 */
public final class Ed25519 {
  /** A private key's seed, in bytes. */
  public static final int SEED_BYTES = org.bouncycastle.math.ec.rfc8032.Ed25519.SECRET_KEY_SIZE;

  /** A public key, in bytes. */
  public static final int KEY_BYTES = org.bouncycastle.math.ec.rfc8032.Ed25519.PUBLIC_KEY_SIZE;

  /** A signature, in bytes. */
  public static final int SIGNATURE_BYTES = org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

  private Ed25519() {}

  /** A signer with a new key. */
  public static Signer generate(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new Held(seed);
  }

  /** The signer whose private key has this seed of 32 bytes. */
  public static Signer of(Bytes seed) {
    if (seed.size() != SEED_BYTES) {
      throw new IllegalArgumentException(
          "a seed has " + SEED_BYTES + " bytes; found " + seed.size());
    }
    return new Held(seed.toArray());
  }

  /**
   * Whether these bytes are a public key that can stand for one signer: a point of the curve, in
   * its only encoding, and not of small order. Ask it once, where a key is taken in.
   */
  public static boolean isPublicKey(Bytes key) {
    return key.size() == KEY_BYTES
        && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(key.toArray(), 0);
  }

  /** Whether the signature holds; false for bytes of any wrong size or shape. */
  public static boolean verify(
      Bytes publicKey, StatementKind kind, Bytes statement, Bytes signature) {
    if (publicKey.size() != KEY_BYTES || signature.size() != SIGNATURE_BYTES) {
      return false;
    }
    byte[] message = Statements.covered(kind, statement);
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature.toArray(), 0, publicKey.toArray(), 0, message, 0, message.length);
  }

  private static final class Held implements Signer {
    private final byte[] seed;
    private final byte[] publicKey = new byte[KEY_BYTES];

    Held(byte[] seed) {
      this.seed = seed;
      org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    @Override
    public Bytes publicKey() {
      return Bytes.of(publicKey);
    }

    @Override
    public Signature sign(StatementKind kind, Bytes statement) {
      byte[] message = Statements.covered(kind, statement);
      byte[] value = new byte[SIGNATURE_BYTES];
      org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
          seed, 0, publicKey, 0, message, 0, message.length, value, 0);
      return new Signature(key(), Bytes.wrap(value));
    }

    /** Never the seed. */
    @Override
    public String toString() {
      return "signer " + key().brief();
    }
  }
}
