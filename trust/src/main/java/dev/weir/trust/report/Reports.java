package dev.weir.trust.report;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import dev.weir.trust.signature.Statements;
import java.util.List;

/** Devices' signed reports. Source: docs/protocol.md, sections 5.1 and 5.4. */
public final class Reports {
  private Reports() {}

  /** The signed report, encoded: the body of an outbox entry, whose digest the next one names. */
  public static Bytes sign(Signer signer, Report report) {
    Bytes signed =
        Signed.CODEC.encode(
            Statements.sign(signer, StatementKind.REPORT, Report.CODEC.encode(report)));
    if (signed.size() > Limits.ENTRY) {
      throw new IllegalArgumentException(oversized(signed.size()));
    }
    return signed;
  }

  /** Whether a report is genuine. */
  public sealed interface Checked {}

  /**
   * The device signed it.
   *
   * @param own digest of the signed report, which the next one names
   */
  public record Verified(Report report, Digest own) implements Checked {}

  /**
   * It is not to be believed.
   *
   * @param why for people
   */
  public record Refused(String why) implements Checked {}

  /**
   * Checks size, signature, shape and author, in this order. How it follows the one before is
   * {@link Chain}'s to say.
   *
   * @param reportKey the device's, as it was enrolled
   * @param expected the device that the transport authenticated, or that a region speaks for
   */
  public static Checked verify(Bytes signed, Bytes reportKey, DeviceId expected) {
    if (signed.size() > Limits.ENTRY) {
      return new Refused(oversized(signed.size()));
    }
    Statements.Opened opened = Statements.open(signed, StatementKind.REPORT, List.of(reportKey));
    if (opened instanceof Statements.Refused refused) {
      return new Refused(refused.detail());
    }
    Report report;
    try {
      report = Report.CODEC.decode(((Statements.Genuine) opened).statement());
    } catch (Malformed e) {
      return new Refused(e.getMessage());
    }
    if (!report.device().equals(expected)) {
      return new Refused("report is of device " + report.device() + ", expected " + expected);
    }
    if (report.counter() < 1 || (report.counter() == 1) == report.previous().isPresent()) {
      return new Refused(
          "reports are numbered from 1 and each but the first names the one before; found number "
              + report.counter()
              + (report.previous().isPresent() ? " with" : " without")
              + " a predecessor");
    }
    return new Verified(report, signed.digest());
  }

  private static String oversized(int bytes) {
    return "a signed report has at most " + Limits.ENTRY + " bytes; this one has " + bytes;
  }
}
