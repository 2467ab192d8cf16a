package dev.weir.trust.pki;

import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Text encodings of certificates and keys (RFC 7468). Texts are at most {@link Limits#PEM}
 * characters; what is wrong with one is said by {@link Malformed}.
 */
public final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String REQUEST = "CERTIFICATE REQUEST";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String PUBLIC_KEY = "PUBLIC KEY";
  private static final int COLUMNS = 64;

  private Pem() {}

  /** Certificates, in order. */
  public static String certificates(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(block(CERTIFICATE, certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException("a certificate that has no encoding", e);
      }
    }
    return text.toString();
  }

  /** At least one certificate, in order. */
  public static List<X509Certificate> certificates(String text) throws Malformed {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : blocks(text, CERTIFICATE)) {
      certificates.add(certificate(der));
    }
    return List.copyOf(certificates);
  }

  private static X509Certificate certificate(byte[] der) throws Malformed {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new Malformed("certificate", "can't be read: " + e.getMessage());
    }
  }

  /** PKCS #8, unencrypted. */
  public static String privateKey(PrivateKey key) {
    return block(PRIVATE_KEY, key.getEncoded());
  }

  /** An elliptic curve key in PKCS #8, unencrypted. */
  public static PrivateKey privateKey(String text) throws Malformed {
    byte[] der = blocks(text, PRIVATE_KEY).get(0);
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new Malformed("private key", "can't be read: " + e.getMessage());
    }
  }

  /** SubjectPublicKeyInfo. */
  public static String publicKey(PublicKey key) {
    return block(PUBLIC_KEY, key.getEncoded());
  }

  /** An elliptic curve key as SubjectPublicKeyInfo. */
  public static PublicKey publicKey(String text) throws Malformed {
    byte[] der = blocks(text, PUBLIC_KEY).get(0);
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new Malformed("public key", "can't be read: " + e.getMessage());
    }
  }

  static String block(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /** What stands in the blocks with this label; at least one. */
  static List<byte[]> blocks(String text, String label) throws Malformed {
    if (text.length() > Limits.PEM) {
      throw new Malformed(
          "PEM", "must be at most " + Limits.PEM + " characters; has " + text.length());
    }
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    int at = text.indexOf(begin);
    while (at >= 0) {
      int from = at + begin.length();
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new Malformed("PEM", "the block \"" + begin + "\" has no end");
      }
      blocks.add(decode(text.substring(from, to), label));
      at = text.indexOf(begin, to + end.length());
    }
    if (blocks.isEmpty()) {
      throw new Malformed("PEM", "has no block \"" + begin + "\"");
    }
    return blocks;
  }

  private static byte[] decode(String body, String label) throws Malformed {
    String base64 = body.replaceAll("\\s", "");
    try {
      return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new Malformed("PEM", "the block " + label + " is not base64");
    }
  }
}
