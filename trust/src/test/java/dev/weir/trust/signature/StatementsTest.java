package dev.weir.trust.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Signature;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static final Bytes STATEMENT = Bytes.ofUtf8("the statement");

  private final Signer known = Ed25519.of(Bytes.wrap(new byte[32]));
  private final Signer stranger = Ed25519.of(Bytes.ofUtf8("thirty-two bytes of a stranger's"));
  private final List<Bytes> keys = List.of(known.publicKey());

  private Statements.Opened open(Signature... signatures) {
    Bytes signed = Signed.CODEC.encode(new Signed(STATEMENT, List.of(signatures)));
    return Statements.open(signed, StatementKind.MANIFEST, keys);
  }

  private Signature by(Signer signer) {
    return signer.sign(StatementKind.MANIFEST, STATEMENT);
  }

  @Test
  void oneSignatureByATrustedKeyIsEnough() {
    assertThat(open(by(stranger), by(known), by(stranger)))
        .isEqualTo(new Statements.Genuine(STATEMENT, known.key()));
  }

  @Test
  void noNumberOfOtherSignaturesIsEnough() {
    Signature borrowedName = new Signature(known.key(), by(stranger).value());

    assertThat(open(by(stranger), borrowedName, borrowedName))
        .isEqualTo(
            new Statements.Refused(
                "no signature of this manifest holds: 3 there, 2 by one of the 1 trusted keys"));
  }

  @Test
  void aStatementWithoutSignaturesIsRefused() {
    assertThat(open()).isInstanceOf(Statements.Refused.class);
  }

  @Test
  void withoutTrustedKeysNothingIsBelieved() {
    Bytes signed = Signed.CODEC.encode(Statements.sign(known, StatementKind.MANIFEST, STATEMENT));

    assertThat(Statements.open(signed, StatementKind.MANIFEST, List.of()))
        .isInstanceOf(Statements.Refused.class);
  }

  @Test
  void whatIsNoEnvelopeIsRefusedWithThePlaceAndTheRule() {
    assertThat(Statements.open(Bytes.ofUtf8("hello"), StatementKind.MANIFEST, keys))
        .isInstanceOf(Statements.Refused.class)
        .asString()
        .contains("signed");
    assertThat(Statements.open(Bytes.EMPTY, StatementKind.MANIFEST, keys))
        .isEqualTo(new Statements.Refused("signed: is empty"));
  }
}
