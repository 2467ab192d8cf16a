package dev.weir.trust.adapter.file;

import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Ed25519 keys in PEM (RFC 8410, sections 4 and 7), as {@code openssl genpkey -algorithm ed25519}
 * and {@code openssl pkey -pubout} write and read them: private ones as PKCS #8 with mode 600,
 * public ones as SubjectPublicKeyInfo.
 */
public final class SignerFiles {
  /** Largest key file, in bytes; a plain one has 119. */
  private static final int MAX = 4096;

  private static final String SECRET = "PRIVATE KEY";
  private static final String OPEN = "PUBLIC KEY";

  /** All of the DER that stands before the seed: version 0, id-Ed25519, the octet strings. */
  private static final byte[] SECRET_HEAD =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  /** All of the DER that stands before the public key: id-Ed25519, the bit string. */
  private static final byte[] OPEN_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private SignerFiles() {}

  /** The key in the file; a new one where there is no file. */
  public static Signer loadOrCreate(Path file, SecureRandom random) {
    return Files.exists(file) ? load(file) : create(file, random);
  }

  /** Makes a new key; refuses where the file is there, since a lost key can't be got back. */
  public static Signer create(Path file, SecureRandom random) {
    if (Files.exists(file)) {
      throw new TrustFileException(file, "is there already; a key is never written over");
    }
    byte[] seed = new byte[Ed25519.SEED_BYTES];
    random.nextBytes(seed);
    SyncedFile.writeSecret(file, pem(SECRET, SECRET_HEAD, seed));
    return Ed25519.of(Bytes.wrap(seed));
  }

  /** The key in the file. */
  public static Signer load(Path file) {
    return Ed25519.of(decode(file, SyncedFile.read(file, MAX), SECRET, SECRET_HEAD));
  }

  /** The public key in the file, which may be a public key's or a private key's. */
  public static Bytes loadPublic(Path file) {
    String text = SyncedFile.read(file, MAX);
    if (text.contains(begin(SECRET))) {
      return load(file).publicKey();
    }
    Bytes key = decode(file, text, OPEN, OPEN_HEAD);
    if (!Ed25519.isPublicKey(key)) {
      throw damaged(file, "holds no public key that could stand for one signer");
    }
    return key;
  }

  /** Writes a public key, over one that is there. */
  public static void writePublic(Path file, Bytes key) {
    SyncedFile.write(file, pem(OPEN, OPEN_HEAD, key.toArray()));
  }

  private static Bytes decode(Path file, String text, String label, byte[] head) {
    int begin = text.indexOf(begin(label));
    int end = text.indexOf(end(label));
    if (begin < 0 || end < begin) {
      throw damaged(file, "has no block \"" + begin(label) + "\"");
    }
    byte[] der;
    try {
      String body = text.substring(begin + begin(label).length(), end);
      der = Base64.getMimeDecoder().decode(body.strip());
    } catch (IllegalArgumentException e) {
      throw damaged(file, "is not base64");
    }
    int size = head.length + Ed25519.KEY_BYTES;
    if (der.length != size || !Arrays.equals(der, 0, head.length, head, 0, head.length)) {
      throw damaged(file, "is not an Ed25519 " + label.toLowerCase(Locale.ROOT));
    }
    return Bytes.of(der, head.length, Ed25519.KEY_BYTES);
  }

  private static TrustFileException damaged(Path file, String trouble) {
    return new TrustFileException(
        file, trouble + "; restore it from a backup, or give a key made by `weir key create`");
  }

  private static String pem(String label, byte[] head, byte[] key) {
    byte[] der = Arrays.copyOf(head, head.length + key.length);
    System.arraycopy(key, 0, der, head.length, key.length);
    String body = Base64.getEncoder().encodeToString(der);
    return begin(label) + "\n" + body + "\n" + end(label) + "\n";
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
