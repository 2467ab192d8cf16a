package dev.weir.trust.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Keys of TLS and DTLS: ECDSA on P-256, by the platform. Source: docs/protocol.md, section 8.1. */
public final class KeyPairs {
  /** The one signature algorithm of certificates and requests. */
  static final String ALGORITHM = "SHA256withECDSA";

  private static final int P256_BITS = 256;
  private static final String P256_OID = "1.2.840.10045.3.1.7";

  private KeyPairs() {}

  /** A new key pair. */
  public static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** Whether this is a public key on P-256; the platform names the curve by its OID. */
  static boolean isP256(PublicKey key) {
    return key instanceof ECPublicKey ec
        && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS
        && ec.getParams().toString().contains(P256_OID);
  }

  /** Whether the two belong together. */
  static boolean belong(PrivateKey secret, PublicKey open) {
    byte[] probe = {'w', 'e', 'i', 'r'};
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(secret);
      signing.update(probe);
      byte[] signature = signing.sign();
      Signature checking = Signature.getInstance(ALGORITHM);
      checking.initVerify(open);
      checking.update(probe);
      return checking.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
