package dev.weir.trust.manifest;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import dev.weir.trust.signature.Statements;
import java.util.List;

/**
 * Signed manifests as pipelines make them and as global and regions check them: who signed, not
 * whom it suits. What a device checks besides is in {@link TrustedState}.
 */
public final class Manifests {
  private Manifests() {}

  /** The signed manifest, encoded: an artifact. */
  public static Bytes sign(Signer signer, Manifest manifest) {
    Bytes statement = Manifest.CODEC.encode(manifest);
    Bytes signed = Signed.CODEC.encode(Statements.sign(signer, StatementKind.MANIFEST, statement));
    if (signed.size() > Limits.MANIFEST) {
      throw new IllegalArgumentException(oversized(signed.size()));
    }
    return signed;
  }

  /** Whether a manifest is genuine. */
  public sealed interface Checked {}

  /** A release key signed it. */
  public record Genuine(Manifest manifest) implements Checked {}

  /**
   * It is not to be believed, or not to be understood.
   *
   * @param detail for people
   */
  public record Refused(FailureClass failure, String detail) implements Checked {}

  /**
   * Checks size, signature and shape, in this order.
   *
   * @param keys release keys, 32 bytes each
   */
  public static Checked verify(Bytes signed, List<Bytes> keys) {
    if (signed.size() > Limits.MANIFEST) {
      return new Refused(FailureClass.BAD_SIGNATURE, oversized(signed.size()));
    }
    Statements.Opened opened = Statements.open(signed, StatementKind.MANIFEST, keys);
    if (opened instanceof Statements.Genuine genuine) {
      return read(genuine.statement());
    }
    return new Refused(FailureClass.BAD_SIGNATURE, ((Statements.Refused) opened).detail());
  }

  /** A genuine manifest that can't be read was made for newer devices than this one. */
  private static Checked read(Bytes statement) {
    try {
      return new Genuine(Manifest.CODEC.decode(statement));
    } catch (Malformed e) {
      return new Refused(FailureClass.INCOMPATIBLE, e.getMessage());
    }
  }

  private static String oversized(int bytes) {
    return "a signed manifest has at most " + Limits.MANIFEST + " bytes; this one has " + bytes;
  }
}
