package dev.weir.trust.pki;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who a process is: {@code key.pem} (mode 600), {@code certificates.pem}, {@code authorities.pem}.
 * The key is kept before a certificate is asked for, so that whoever asks again after a loss of
 * power asks for the same key. The certificates are written last: where they are, all is there.
 */
public record IdentityFolder(Path folder) {
  private Path keyFile() {
    return folder.resolve("key.pem");
  }

  private Path certificatesFile() {
    return folder.resolve("certificates.pem");
  }

  private Path authoritiesFile() {
    return folder.resolve("authorities.pem");
  }

  /** Whether there are credentials to load. */
  public boolean isComplete() {
    return Files.exists(certificatesFile());
  }

  /** The key pair; a new one, kept at once, where there is none. */
  public KeyPair keyPair() {
    if (Files.exists(keyFile())) {
      return readKeys();
    }
    KeyPair keys = KeyPairs.p256();
    SyncedFile.makeFolder(folder);
    SyncedFile.writeSecret(
        keyFile(), Pem.privateKey(keys.getPrivate()) + Pem.publicKey(keys.getPublic()));
    return keys;
  }

  private KeyPair readKeys() {
    String text = SyncedFile.read(keyFile(), Limits.PEM);
    try {
      KeyPair keys = new KeyPair(Pem.publicKey(text), Pem.privateKey(text));
      if (!KeyPairs.belong(keys.getPrivate(), keys.getPublic())) {
        throw new Malformed("key", "the private key and the public key do not belong together");
      }
      return keys;
    } catch (Malformed e) {
      throw damaged(keyFile(), e);
    }
  }

  /**
   * Keeps what enrolment answered. Keeping the same again changes nothing.
   *
   * @param certificates its own first, PEM; refused where it is not for the key of this folder
   * @param authorities trust anchors, PEM
   */
  public void store(String certificates, String authorities) throws Malformed {
    Pem.certificates(authorities);
    X509Certificate own = Pem.certificates(certificates).get(0);
    if (!KeyPairs.belong(keyPair().getPrivate(), own.getPublicKey())) {
      throw new Malformed("certificates", "the first one is not for the key in " + keyFile());
    }
    SyncedFile.write(authoritiesFile(), authorities);
    SyncedFile.write(certificatesFile(), certificates);
  }

  /** The credentials; {@link TrustFileException} where a file is missing or damaged. */
  public Credentials load() {
    PrivateKey key = readKeys().getPrivate();
    List<X509Certificate> chain = readCertificates(certificatesFile());
    if (!KeyPairs.belong(key, chain.get(0).getPublicKey())) {
      throw damaged(
          certificatesFile(), new Malformed("certificate", "is not for the key in " + keyFile()));
    }
    return new Credentials(key, chain, readCertificates(authoritiesFile()));
  }

  private static List<X509Certificate> readCertificates(Path file) {
    try {
      return Pem.certificates(SyncedFile.read(file, Limits.PEM));
    } catch (Malformed e) {
      throw damaged(file, e);
    }
  }

  private static TrustFileException damaged(Path file, Malformed trouble) {
    return new TrustFileException(
        file,
        trouble.getMessage() + "; restore the folder from a backup, or remove it and enrol again",
        trouble);
  }
}
