package dev.weir.trust.pki;

import dev.weir.protocol.channel.Peer;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** What stands in the certificates of an {@link Authority} (RFC 5280). */
final class Certificates {
  /** Clocks differ: a certificate is valid from a little before it was made. */
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private static final int SERIAL_BITS = 127;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  private Certificates() {}

  /** A self-signed trust anchor, which signs members' certificates only. */
  static X509Certificate authority(KeyPair keys, Instant now, Duration life) {
    BigInteger serial = serial();
    X500Principal name =
        new X500Principal("CN=weir authority " + serial.toString(16).substring(0, 8));
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  serial,
                  Date.from(now.minus(BACKDATED)),
                  Date.from(now.plus(life)),
                  name,
                  keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return sign(builder, keys.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("can't make the authority's certificate", e);
    }
  }

  /** A member's certificate. */
  static X509Certificate member(
      X509Certificate authority,
      PrivateKey key,
      PublicKey subject,
      Peer peer,
      List<String> hosts,
      Instant now) {
    Instant anchored = authority.getNotAfter().toInstant();
    Instant end = now.plus(Authority.LIFE);
    JcaX509ExtensionUtils identifiers = extensions();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  authority,
                  serial(),
                  Date.from(now.minus(BACKDATED)),
                  Date.from(end.isBefore(anchored) ? end : anchored),
                  subject(peer),
                  subject)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, purposes(peer))
              .addExtension(Extension.subjectAlternativeName, false, names(peer, hosts))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  identifiers.createSubjectKeyIdentifier(subject))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  identifiers.createAuthorityKeyIdentifier(authority.getPublicKey()));
      return sign(builder, key);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("can't make the certificate of " + peer.uri(), e);
    }
  }

  /**
   * The kind alone: where a certificate names no host, some clients take the common name for one,
   * and members choose their own names.
   */
  private static X500Principal subject(Peer peer) {
    return new X500Principal(
        switch (peer.kind()) {
          case DEVICE -> "CN=weir device";
          case REGION -> "CN=weir region";
          case GLOBAL -> "CN=weir global";
        });
  }

  /** A device is never a server, so its certificate can't stand for one. */
  private static ExtendedKeyUsage purposes(Peer peer) {
    return switch (peer.kind()) {
      case DEVICE -> new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
      case REGION, GLOBAL ->
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
    };
  }

  private static GeneralNames names(Peer peer, List<String> hosts) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, peer.uri()));
    for (String host : hosts) {
      names.add(host(host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static GeneralName host(String host) {
    if (IPAddress.isValid(host)) {
      return new GeneralName(GeneralName.iPAddress, host);
    }
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "a host is a DNS name or an IP address; found \"" + host + '"');
    }
    return new GeneralName(GeneralName.dNSName, host);
  }

  private static JcaX509ExtensionUtils extensions() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(KeyPairs.ALGORITHM).build(key)));
  }
}
