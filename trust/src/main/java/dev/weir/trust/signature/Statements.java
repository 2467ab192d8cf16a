package dev.weir.trust.signature;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Signature;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Signing and opening statements. Source: docs/protocol.md, section 5.1. */
public final class Statements {
  private Statements() {}

  /** The statement with one signature. */
  public static Signed sign(Signer signer, StatementKind kind, Bytes statement) {
    return new Signed(statement, List.of(signer.sign(kind, statement)));
  }

  /** What came out of an envelope. */
  public sealed interface Opened {}

  /**
   * One signature holds.
   *
   * @param key whose
   */
  public record Genuine(Bytes statement, Digest key) implements Opened {}

  /**
   * None does, or it is no envelope.
   *
   * @param detail what was found, for people
   */
  public record Refused(String detail) implements Opened {}

  /**
   * Opens an encoded envelope: genuine where one of its signatures holds by one of these keys. The
   * statement is not read before that.
   */
  public static Opened open(Bytes signed, StatementKind kind, List<Bytes> keys) {
    Signed envelope;
    try {
      envelope = Signed.CODEC.decode(signed);
    } catch (Malformed e) {
      return new Refused(e.getMessage());
    }
    for (Signature signature : envelope.signatures()) {
      for (Bytes key : keys) {
        if (key.digest().equals(signature.key())
            && Ed25519.verify(key, kind, envelope.statement(), signature.value())) {
          return new Genuine(envelope.statement(), signature.key());
        }
      }
    }
    return new Refused(describe(envelope.signatures(), kind, keys));
  }

  private static String describe(List<Signature> signatures, StatementKind kind, List<Bytes> keys) {
    List<Digest> known = keys.stream().map(Bytes::digest).toList();
    long ours = signatures.stream().filter(s -> known.contains(s.key())).count();
    return "no signature of this "
        + kind.word()
        + " holds: "
        + signatures.size()
        + " there, "
        + ours
        + " by one of the "
        + keys.size()
        + " trusted keys";
  }

  /** The bytes that a signature covers. */
  static byte[] covered(StatementKind kind, Bytes statement) {
    byte[] head = ("weir:" + kind.word() + ":1\0").getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + statement.size());
    statement.asBuffer().get(whole, head.length, statement.size());
    return whole;
  }
}
