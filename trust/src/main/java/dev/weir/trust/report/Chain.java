package dev.weir.trust.report;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Report;
import java.util.Optional;

/**
 * The end of a device's chain of reports, as far as it is known. Source: docs/protocol.md, section
 * 5.4: trouble in the chain is kept, counted and shown, and stops nothing.
 *
 * <pre>
 * number of the report | and                  | link
 * ---------------------+----------------------+--------
 * below the last       |                      | OLDER
 * the last             | the same digest      | REPEAT
 * the last             | another digest       | FORK
 * the next             | names the last       | FOLLOWS
 * the next             | names another        | FORK
 * above the next       |                      | GAP
 * </pre>
 *
 * @param counter number of the last report; 0 before the first
 * @param digest of that report, signed; absent before the first
 */
public record Chain(long counter, Optional<Digest> digest) {
  /** Before the first report. */
  public static final Chain START = new Chain(0, Optional.empty());

  public Chain {
    if (counter < 0 || (counter == 0) == digest.isPresent()) {
      throw new IllegalArgumentException("a chain is empty at 0 and ends with a digest above");
    }
  }

  /** How this report stands to the chain. */
  public Link judge(Reports.Verified verified) {
    Report report = verified.report();
    if (report.counter() < counter) {
      return Link.OLDER;
    }
    if (report.counter() == counter) {
      return digest.equals(Optional.of(verified.own())) ? Link.REPEAT : Link.FORK;
    }
    if (report.counter() > counter + 1) {
      return Link.GAP;
    }
    return report.previous().equals(digest) ? Link.FOLLOWS : Link.FORK;
  }

  /** The chain with this report, whatever its link: only an older one does not move the end. */
  public Chain with(Reports.Verified verified) {
    return verified.report().counter() < counter
        ? this
        : new Chain(verified.report().counter(), Optional.of(verified.own()));
  }
}
