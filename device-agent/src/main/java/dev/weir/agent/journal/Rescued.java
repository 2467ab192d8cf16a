package dev.weir.agent.journal;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a damaged store. It is no basis to go on from: nobody knows whether newer steps
 * were lost. What runs is in boot control's record and in the slots; what was reported is evidence,
 * and is sent once more.
 *
 * @param record as it was at some time
 * @param reports oldest first
 */
public record Rescued(Optional<AgentRecord> record, List<SignedReport> reports) {
  /**
   * A report in an outbox.
   *
   * @param counter as it says
   */
  public record SignedReport(long counter, Bytes signed) {}

  public Rescued {
    reports = List.copyOf(reports);
  }

  /** The counter of the newest report that is known of; 0 where none is. */
  public long counter() {
    long known = record.map(AgentRecord::reports).orElse(0L);
    return reports.stream().mapToLong(SignedReport::counter).reduce(known, Math::max);
  }

  /** The digest of that report. */
  public Optional<Digest> newest() {
    return reports.stream()
        .filter(report -> report.counter() == counter())
        .map(report -> report.signed().digest())
        .findFirst()
        .or(() -> record.flatMap(AgentRecord::previousReport));
  }
}
