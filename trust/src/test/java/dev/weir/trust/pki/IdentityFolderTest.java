package dev.weir.trust.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.TrustFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFolderTest {
  private static final Peer DEVICE = Peer.of(DeviceId.of("pump-1"));

  @TempDir private Path temp;
  private Authority authority;
  private IdentityFolder identity;

  @BeforeEach
  void open() {
    authority = Authority.open(temp.resolve("authority"));
    identity = new IdentityFolder(temp.resolve("identity"));
  }

  private String certificate() throws Malformed {
    return authority.issue(Csr.create(identity.keyPair()), DEVICE, List.of());
  }

  @Test
  void theKeyIsKeptBeforeACertificateIsAskedFor() throws IOException {
    byte[] key = identity.keyPair().getPublic().getEncoded();

    assertThat(new IdentityFolder(identity.folder()).keyPair().getPublic().getEncoded())
        .isEqualTo(key);
    assertThat(identity.isComplete()).isFalse();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(identity.folder().resolve("key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void whatEnrolmentAnsweredIsLoadedAgain() throws Malformed {
    String certificate = certificate();
    identity.store(certificate, authority.certificatePem());
    identity.store(certificate, authority.certificatePem());

    Credentials credentials = identity.load();

    assertThat(identity.isComplete()).isTrue();
    assertThat(credentials.key()).isEqualTo(identity.keyPair().getPrivate());
    assertThat(credentials.chain()).isEqualTo(Pem.certificates(certificate));
    assertThat(credentials.authorities()).containsExactly(authority.certificate());
  }

  @Test
  void aCertificateForAnotherKeyIsNotKept() throws Malformed {
    String other = authority.issue(Csr.create(KeyPairs.p256()), DEVICE, List.of());

    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> identity.store(other, authority.certificatePem()))
        .withMessageContaining("is not for the key in");
    assertThat(identity.isComplete()).isFalse();
  }

  @Test
  void aKeyThatWasExchangedIsNoticed() throws Malformed, IOException {
    identity.store(certificate(), authority.certificatePem());
    IdentityFolder other = new IdentityFolder(temp.resolve("other"));
    other.keyPair();
    Files.copy(
        other.folder().resolve("key.pem"),
        identity.folder().resolve("key.pem"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(identity::load)
        .withMessageContaining("is not for the key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key.pem", "certificates.pem", "authorities.pem"})
  void aDamagedFileIsNamedWithAWayOut(String name) throws Malformed, IOException {
    identity.store(certificate(), authority.certificatePem());
    Files.writeString(identity.folder().resolve(name), "rubbish");

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(identity::load)
        .withMessageContaining(name)
        .withMessageContaining("restore the folder from a backup");
  }

  @Test
  void theHolderOfAnAuthorityIdentifiesItselfAfreshWithTheSameKey() {
    Peer global = new Peer(Peer.Kind.GLOBAL, "global");
    Credentials first = authority.identify(identity, global, List.of("localhost"));
    Credentials second = authority.identify(identity, global, List.of("localhost", "127.0.0.1"));

    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.chain()).isNotEqualTo(first.chain());
    assertThat(Peer.of(second.chain().get(0))).contains(global);
  }
}
