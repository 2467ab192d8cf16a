package dev.weir.trust.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
  private static final HexFormat HEX = HexFormat.of();
  private static final Bytes STATEMENT = Bytes.ofUtf8("the statement");

  private final Signer signer = Ed25519.generate(new SecureRandom());

  @ParameterizedTest(name = "a seed of RFC 8032, section 7.1, has its public key: {1}")
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
  })
  void seedsOfTheRfcHaveTheirPublicKeys(String seed, String publicKey) {
    Signer known = Ed25519.of(Bytes.wrap(HEX.parseHex(seed)));

    assertThat(known.publicKey()).isEqualTo(Bytes.wrap(HEX.parseHex(publicKey)));
    assertThat(known.key()).isEqualTo(known.publicKey().digest());
  }

  @ParameterizedTest
  @EnumSource(StatementKind.class)
  void thePlatformsOwnEd25519AgreesOnTheBytesThatAreSigned(StatementKind kind) throws Exception {
    Bytes signature = signer.sign(kind, STATEMENT).value();

    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.writeBytes("weir:".getBytes(StandardCharsets.US_ASCII));
    covered.writeBytes(kind.word().getBytes(StandardCharsets.US_ASCII));
    covered.writeBytes(":1".getBytes(StandardCharsets.US_ASCII));
    covered.write(0);
    covered.writeBytes(STATEMENT.toArray());
    Signature platform = Signature.getInstance("Ed25519");
    platform.initVerify(platformKey(signer.publicKey()));
    platform.update(covered.toByteArray());
    assertThat(platform.verify(signature.toArray())).isTrue();
  }

  private static PublicKey platformKey(Bytes key) throws GeneralSecurityException {
    Bytes head = Bytes.wrap(HEX.parseHex("302a300506032b6570032100"));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(head.concat(key).toArray()));
  }

  @Test
  void aSignatureHoldsForItsKindOnly() {
    Bytes signature = signer.sign(StatementKind.REPORT, STATEMENT).value();

    assertThat(verifies(StatementKind.REPORT, STATEMENT, signature)).isTrue();
    assertThat(verifies(StatementKind.MANIFEST, STATEMENT, signature)).isFalse();
  }

  @Test
  void aSignatureWithAnyBitFlippedDoesNotHold() {
    Bytes signature = signer.sign(StatementKind.MANIFEST, STATEMENT).value();

    for (int bit = 0; bit < 8 * signature.size(); bit++) {
      assertThat(verifies(StatementKind.MANIFEST, STATEMENT, flipped(signature, bit)))
          .as("bit %d", bit)
          .isFalse();
    }
  }

  @Test
  void aStatementWithAnyBitFlippedIsNotTheSignedOne() {
    Bytes signature = signer.sign(StatementKind.MANIFEST, STATEMENT).value();

    for (int bit = 0; bit < 8 * STATEMENT.size(); bit++) {
      assertThat(verifies(StatementKind.MANIFEST, flipped(STATEMENT, bit), signature))
          .as("bit %d", bit)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 64})
  void aKeyOfAnotherSizeVerifiesNothing(int size) {
    Bytes signature = signer.sign(StatementKind.MANIFEST, STATEMENT).value();

    assertThat(
            Ed25519.verify(
                Bytes.wrap(new byte[size]), StatementKind.MANIFEST, STATEMENT, signature))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 63, 65})
  void aSignatureOfAnotherSizeDoesNotHold(int size) {
    assertThat(verifies(StatementKind.MANIFEST, STATEMENT, Bytes.wrap(new byte[size]))).isFalse();
  }

  @ParameterizedTest(name = "{0} is not a key that can stand for one signer")
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "01",
      })
  void keysOfSmallOrderOrOffTheCurveAreNotTaken(String key) {
    assertThat(Ed25519.isPublicKey(Bytes.wrap(HEX.parseHex(key)))).isFalse();
    assertThat(Ed25519.isPublicKey(signer.publicKey())).isTrue();
  }

  @Test
  void aSeedHasThirtyTwoBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ed25519.of(Bytes.wrap(new byte[31])))
        .withMessage("a seed has 32 bytes; found 31");
  }

  @Test
  void aSignerShowsItsPublicNameOnly() {
    assertThat(signer.toString()).isEqualTo("signer " + signer.key().brief());
  }

  private boolean verifies(StatementKind kind, Bytes statement, Bytes signature) {
    return Ed25519.verify(signer.publicKey(), kind, statement, signature);
  }

  private static Bytes flipped(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.wrap(changed);
  }
}
