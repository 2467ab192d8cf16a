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

/**
 * Ed25519 private keys as PKCS #8 in PEM (RFC 8410, section 7), mode 600: what {@code openssl
 * genpkey -algorithm ed25519} writes and reads.
 */
public final class SignerFiles {
  /** Largest key file, in bytes; a plain one has 119. */
  private static final int MAX = 4096;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /** All of the DER that stands before the seed: version 0, id-Ed25519, the octet strings. */
  private static final byte[] HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");

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
    SyncedFile.writeSecret(file, pem(seed));
    return Ed25519.of(Bytes.wrap(seed));
  }

  /** The key in the file. */
  public static Signer load(Path file) {
    String text = SyncedFile.read(file, MAX);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw damaged(file, "has no block \"" + BEGIN + "\"");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end).strip());
    } catch (IllegalArgumentException e) {
      throw damaged(file, "is not base64");
    }
    int size = HEAD.length + Ed25519.SEED_BYTES;
    if (der.length != size || !Arrays.equals(der, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      throw damaged(file, "is not an Ed25519 key in PKCS #8");
    }
    return Ed25519.of(Bytes.of(der, HEAD.length, Ed25519.SEED_BYTES));
  }

  private static TrustFileException damaged(Path file, String trouble) {
    return new TrustFileException(
        file, trouble + "; restore it from a backup, or give a key made by `weir key create`");
  }

  private static String pem(byte[] seed) {
    byte[] der = Arrays.copyOf(HEAD, HEAD.length + seed.length);
    System.arraycopy(seed, 0, der, HEAD.length, seed.length);
    return BEGIN + "\n" + Base64.getEncoder().encodeToString(der) + "\n" + END + "\n";
  }
}
