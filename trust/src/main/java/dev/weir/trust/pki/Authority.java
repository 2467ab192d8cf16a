package dev.weir.trust.pki;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A certificate authority for development and small fleets, kept in a folder: {@code
 * authority-key.pem} (mode 600, with the public key) and {@code authority.pem}. Made once; the
 * certificate is written last. Source: docs/protocol.md, sections 8.1 and 9.
 */
public final class Authority {
  /** How long an authority made here is valid. */
  public static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /** How long a certificate issued here is valid, the authority's own end permitting. */
  public static final Duration LIFE = Duration.ofDays(730);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Clock clock;

  private Authority(PrivateKey key, X509Certificate certificate, Clock clock) {
    this.key = key;
    this.certificate = certificate;
    this.clock = clock;
  }

  /** Opens the authority in this folder; makes it where it is missing. */
  public static Authority open(Path folder) {
    return open(folder, Clock.systemUTC());
  }

  /** The same, with another clock. */
  public static Authority open(Path folder, Clock clock) {
    SyncedFile.makeFolder(folder);
    Path keyFile = folder.resolve("authority-key.pem");
    Path certificateFile = folder.resolve("authority.pem");
    if (!Files.exists(certificateFile)) {
      KeyPair keys = KeyPairs.p256();
      X509Certificate certificate = Certificates.authority(keys, clock.instant(), AUTHORITY_LIFE);
      SyncedFile.writeSecret(keyFile, Pem.privateKey(keys.getPrivate()));
      SyncedFile.write(certificateFile, Pem.certificates(List.of(certificate)));
    }
    return load(keyFile, certificateFile, clock);
  }

  private static Authority load(Path keyFile, Path certificateFile, Clock clock) {
    String keyText = SyncedFile.read(keyFile, Limits.PEM);
    String certificateText = SyncedFile.read(certificateFile, Limits.PEM);
    try {
      PrivateKey key = Pem.privateKey(keyText);
      X509Certificate certificate = Pem.certificates(certificateText).get(0);
      if (!KeyPairs.belong(key, certificate.getPublicKey())) {
        throw new Malformed("authority", "the key and the certificate do not belong together");
      }
      return new Authority(key, certificate, clock);
    } catch (Malformed e) {
      throw new TrustFileException(
          certificateFile.resolveSibling(""),
          e.getMessage()
              + "; restore the folder from a backup: with a new authority every member would have"
              + " to enrol again",
          e);
    }
  }

  /** The trust anchor. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The trust anchor, PEM. */
  public String certificatePem() {
    return Pem.certificates(List.of(certificate));
  }

  /**
   * Issues a certificate that names this peer and nobody else: every name in the request is
   * ignored. A repeat gives another certificate for the same key.
   *
   * @param csrPem PKCS #10 in PEM, for a key on P-256, signed by that key
   * @param hosts names and addresses at which the peer serves; a device serves nowhere
   * @return the certificates to present, its own first, PEM
   * @throws Malformed where the request is not one
   */
  public String issue(String csrPem, Peer peer, List<String> hosts) throws Malformed {
    PublicKey subject = Csr.read(csrPem);
    return Pem.certificates(
        List.of(Certificates.member(this.certificate, key, subject, peer, hosts, clock.instant())));
  }

  /**
   * Gives the process that holds this authority its own certificate. Each call issues a fresh one
   * for the same key, so that new hosts and the end of validity need no care.
   */
  public Credentials identify(IdentityFolder folder, Peer peer, List<String> hosts) {
    try {
      folder.store(issue(Csr.create(folder.keyPair()), peer, hosts), certificatePem());
    } catch (Malformed e) {
      throw new IllegalStateException("an own request is well formed", e);
    }
    return folder.load();
  }
}
