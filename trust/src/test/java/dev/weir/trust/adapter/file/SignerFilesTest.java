package dev.weir.trust.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerFilesTest {
  /** The key of RFC 8410, section 10.3. */
  private static final String RFC_KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """;

  private static final String RFC_PUBLIC_KEY = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("release.pem");
  }

  @Test
  void aKeyThatWasMadeIsLoadedAgain() {
    Signer made = SignerFiles.loadOrCreate(file(), new SecureRandom());

    assertThat(SignerFiles.loadOrCreate(file(), new SecureRandom()).publicKey())
        .isEqualTo(made.publicKey());
    assertThat(SignerFiles.load(file()).publicKey()).isEqualTo(made.publicKey());
  }

  @Test
  void aKeyFileIsItsOwnersAloneAndLeavesNothingBesides() throws IOException {
    SignerFiles.create(file(), new SecureRandom());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void aKeyThatAnotherToolWroteIsLoaded() throws IOException {
    Files.writeString(file(), RFC_KEY);

    assertThat(SignerFiles.load(file()).publicKey()).hasToString(RFC_PUBLIC_KEY);
  }

  @Test
  void thePlatformReadsAKeyThatWasMade() throws Exception {
    SignerFiles.create(file(), new SecureRandom());

    String body = Files.readString(file()).replaceAll("-----.*-----|\\s", "");
    assertThat(
            KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))))
        .isInstanceOf(EdECPrivateKey.class);
  }

  @Test
  void aPublicKeyIsReadFromItsOwnFileOrFromThePrivateKeys() {
    Signer made = SignerFiles.create(file(), new SecureRandom());
    Path open = folder.resolve("release.pub");
    SignerFiles.writePublic(open, made.publicKey());

    assertThat(SignerFiles.loadPublic(open)).isEqualTo(made.publicKey());
    assertThat(SignerFiles.loadPublic(file())).isEqualTo(made.publicKey());
  }

  @Test
  void aPublicKeyThatAnotherToolWroteIsLoaded() throws IOException {
    Files.writeString(
        file(),
        """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """);

    assertThat(SignerFiles.loadPublic(file())).hasToString(RFC_PUBLIC_KEY);
  }

  @Test
  void aPublicKeyOfSmallOrderIsNotTaken() {
    SignerFiles.writePublic(file(), dev.weir.protocol.wire.Bytes.wrap(new byte[32]));

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> SignerFiles.loadPublic(file()))
        .withMessageContaining("no public key that could stand for one signer");
  }

  @Test
  void aPublicKeyDoesNotSign() {
    SignerFiles.writePublic(
        file(), SignerFiles.create(folder.resolve("k"), new SecureRandom()).publicKey());

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> SignerFiles.load(file()))
        .withMessageContaining("has no block \"-----BEGIN PRIVATE KEY-----\"");
  }

  @Test
  void aKeyIsNeverWrittenOver() {
    Signer made = SignerFiles.create(file(), new SecureRandom());

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> SignerFiles.create(file(), new SecureRandom()))
        .withMessage(file() + ": is there already; a key is never written over");
    assertThat(SignerFiles.load(file()).publicKey()).isEqualTo(made.publicKey());
  }

  @Test
  void aMissingKeyIsSaidToBeMissing() {
    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> SignerFiles.load(file()))
        .withMessage(file() + ": is not there");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''| has no block",
        "rubbish| has no block",
        "-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----| has no block",
        "-----BEGIN PRIVATE KEY-----MC4CAQAwB-----END PRIVATE KEY-----| is not base64",
        "-----BEGIN PRIVATE KEY-----MC4CAQAw-----END PRIVATE KEY-----| is not an Ed25519 private key",
      })
  void aDamagedKeyIsRefusedWithTheReasonAndAWayOut(String text, String trouble) throws IOException {
    Files.writeString(file(), text);

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> SignerFiles.loadOrCreate(file(), new SecureRandom()))
        .withMessageContaining(file() + ": " + trouble)
        .withMessageContaining("restore it from a backup");
  }

  @Test
  void aFileThatIsFarTooLargeIsNotRead() throws IOException {
    Files.writeString(file(), "x".repeat(5000));

    assertThatExceptionOfType(TrustFileException.class)
        .isThrownBy(() -> SignerFiles.load(file()))
        .withMessageContaining("has more than 4096 bytes");
  }

  @Test
  void aFileIsReplacedAsAWholeAndALeftoverOfAnInterruptedWriteDoesNotMatter() throws IOException {
    Files.writeString(folder.resolve("release.pem.new"), "half a");
    SyncedFile.write(file(), "first");
    SyncedFile.write(file(), "second");

    assertThat(SyncedFile.read(file(), 100)).isEqualTo("second");
    assertThat(folder.resolve("release.pem.new")).doesNotExist();
  }
}
