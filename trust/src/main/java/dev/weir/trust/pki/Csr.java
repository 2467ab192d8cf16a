package dev.weir.trust.pki;

import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Certificate requests: PKCS #10 (RFC 2986) in PEM. A request proves that its author holds the key,
 * and says nothing else: who it is for is decided by the one who answers.
 */
public final class Csr {
  private static final X500Principal SUBJECT = new X500Principal("CN=weir member");

  private Csr() {}

  /** A request for a certificate for this key pair. */
  public static String create(KeyPair keys) {
    try {
      byte[] request =
          new JcaPKCS10CertificationRequestBuilder(SUBJECT, keys.getPublic())
              .build(new JcaContentSignerBuilder(KeyPairs.ALGORITHM).build(keys.getPrivate()))
              .getEncoded();
      return Pem.block(Pem.REQUEST, request);
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("a key pair that can't sign", e);
    }
  }

  /** The public key of a request: on P-256, and held by the request's author. */
  public static PublicKey read(String pem) throws Malformed {
    byte[] der = Pem.blocks(pem, Pem.REQUEST).get(0);
    try {
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(der);
      PublicKey key = request.getPublicKey();
      if (!KeyPairs.isP256(key)) {
        throw new Malformed("request", "must be for a key on P-256");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new Malformed("request", "is not signed by its own key");
      }
      return key;
    } catch (Malformed e) {
      throw e;
    } catch (IOException
        | RuntimeException
        | InvalidKeyException
        | NoSuchAlgorithmException
        | OperatorCreationException
        | PKCSException e) {
      throw new Malformed("request", "can't be read: " + e.getMessage());
    }
  }
}
