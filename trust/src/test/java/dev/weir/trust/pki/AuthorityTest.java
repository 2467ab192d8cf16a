package dev.weir.trust.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.TrustFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Peer DEVICE = Peer.of(DeviceId.of("acme~pump-1"));
  private static final Peer REGION = Peer.of(RegionId.of("north"));
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final int DIGITAL_SIGNATURE = 0;

  @TempDir private Path folder;
  private Authority authority;
  private KeyPair keys;

  @BeforeEach
  void open() {
    authority = Authority.open(folder, CLOCK);
    keys = KeyPairs.p256();
  }

  private X509Certificate issue(Peer peer, List<String> hosts) throws Malformed {
    return Pem.certificates(authority.issue(Csr.create(keys), peer, hosts)).get(0);
  }

  @Test
  void anAuthorityIsMadeOnceAndItsKeyIsItsOwnersAlone() throws IOException {
    assertThat(Authority.open(folder, CLOCK).certificate()).isEqualTo(authority.certificate());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("authority-key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void anAuthorityWhoseMakingWasInterruptedIsMadeAnew() throws IOException {
    Files.delete(folder.resolve("authority.pem"));

    X509Certificate again = Authority.open(folder, CLOCK).certificate();

    assertThat(again).isNotEqualTo(authority.certificate());
    assertThat(Authority.open(folder, CLOCK).certificate()).isEqualTo(again);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authority-key.pem", "authority.pem"})
  void aDamagedAuthorityIsRefusedWithAWayOut(String name) throws IOException {
    Files.writeString(folder.resolve(name), "rubbish");

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> Authority.open(folder, CLOCK))
        .withMessageContaining("restore the folder from a backup");
  }

  @Test
  void anotherAuthoritysKeyIsNotTaken(@TempDir Path other) throws IOException {
    Authority.open(other, CLOCK);
    Files.copy(
        other.resolve("authority-key.pem"),
        folder.resolve("authority-key.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> Authority.open(folder, CLOCK))
        .withMessageContaining("do not belong together");
  }

  @Test
  void aCertificateNamesItsPeerAndIsSignedByTheAuthority() throws Exception {
    X509Certificate certificate = issue(DEVICE, List.of());

    certificate.verify(authority.certificate().getPublicKey());
    assertThat(Peer.of(certificate)).contains(DEVICE);
    assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getKeyUsage()[DIGITAL_SIGNATURE]).isTrue();
    assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(128);
  }

  @Test
  void twoCertificatesHaveDifferentSerialNumbers() throws Malformed {
    assertThat(issue(DEVICE, List.of()).getSerialNumber())
        .isNotEqualTo(issue(DEVICE, List.of()).getSerialNumber());
  }

  @Test
  void aCertificateIsValidFromALittleBeforeNow() throws Malformed {
    X509Certificate certificate = issue(DEVICE, List.of());

    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW.minusSeconds(300));
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Authority.LIFE));
  }

  @Test
  void aCertificateDoesNotOutliveItsAuthority() throws Malformed {
    Clock late = Clock.fixed(NOW.plus(Authority.AUTHORITY_LIFE).minusSeconds(60), ZoneOffset.UTC);
    authority = Authority.open(folder, late);

    assertThat(issue(DEVICE, List.of()).getNotAfter())
        .isEqualTo(authority.certificate().getNotAfter());
  }

  @Test
  void aDevicesCertificateIsNoServers() throws Exception {
    assertThat(issue(DEVICE, List.of()).getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
    assertThat(issue(REGION, List.of()).getExtendedKeyUsage())
        .containsExactly(SERVER_AUTH, CLIENT_AUTH);
  }

  @Test
  void theSubjectIsNothingThatAMemberChose() throws Malformed {
    assertThat(issue(Peer.of(DeviceId.of("localhost")), List.of()).getSubjectX500Principal())
        .isEqualTo(new X500Principal("CN=weir device"));
  }

  @Test
  void hostsStandBesideThePeer() throws Malformed, CertificateParsingException {
    assertThat(issue(REGION, List.of("localhost", "127.0.0.1", "::1")).getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(6, "urn:weir:region:north"),
            List.of(2, "localhost"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "-x", "*.example.org", "urn:weir:global:global"})
  void whatIsNoHostIsNotCertified(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issue(REGION, List.of(host)))
        .withMessageContaining("a host is a DNS name or an IP address");
  }

  @Test
  void everyNameInTheRequestIsIgnored() throws Exception {
    ExtensionsGenerator wishes = new ExtensionsGenerator();
    wishes.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.uniformResourceIdentifier, "urn:weir:global:global"),
              new GeneralName(GeneralName.dNSName, "localhost")
            }));
    byte[] request =
        new JcaPKCS10CertificationRequestBuilder(
                new X500Principal("CN=localhost"), keys.getPublic())
            .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wishes.generate())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
            .getEncoded();

    X509Certificate certificate =
        Pem.certificates(authority.issue(Pem.block(Pem.REQUEST, request), DEVICE, List.of()))
            .get(0);

    assertThat(Set.copyOf(certificate.getSubjectAlternativeNames()))
        .isEqualTo(Set.of(List.of(6, DEVICE.uri())));
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=weir device");
  }

  @Test
  void aRequestThatItsKeyDidNotSignIsRefused() {
    KeyPair mixed = new KeyPair(keys.getPublic(), KeyPairs.p256().getPrivate());

    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> authority.issue(Csr.create(mixed), DEVICE, List.of()))
        .withMessage("request: is not signed by its own key");
  }

  @ParameterizedTest
  @CsvSource({"EC, 384, SHA256withECDSA", "EC, 521, SHA256withECDSA", "RSA, 2048, SHA256withRSA"})
  void aRequestForAnotherKindOfKeyIsRefused(String algorithm, int bits, String signature)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    KeyPair other = generator.generateKeyPair();
    byte[] request =
        new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=x"), other.getPublic())
            .build(new JcaContentSignerBuilder(signature).build(other.getPrivate()))
            .getEncoded();

    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> authority.issue(Pem.block(Pem.REQUEST, request), DEVICE, List.of()))
        .withMessage("request: must be for a key on P-256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "-----BEGIN CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----????-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST----------END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----MC4CAQAw-----END CERTIFICATE REQUEST-----",
      })
  void whatIsNoRequestIsRefused(String text) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> authority.issue(text, DEVICE, List.of()));
  }

  @Test
  void anOversizedRequestIsRefusedUnread() {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> authority.issue(Csr.create(keys) + " ".repeat(20_000), DEVICE, List.of()))
        .withMessageContaining("must be at most 16384 characters");
  }
}
