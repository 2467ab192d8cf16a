package dev.weir.agent.drive;

import dev.weir.agent.boot.BootControl;
import dev.weir.agent.journal.Action;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.Transfer;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.report.Reports;
import dev.weir.trust.signature.Signer;
import java.time.Instant;
import java.util.Optional;

/** Writes and signs reports: what the action is, and what this device measured. */
final class ReportWriter {
  private final AgentSettings settings;
  private final Signer signer;
  private final BootControl boot;
  private final Measures measures;
  private final String path;

  ReportWriter(
      AgentSettings settings, Signer signer, BootControl boot, Measures measures, String path) {
    this.settings = settings;
    this.signer = signer;
    this.boot = boot;
    this.measures = measures;
    this.path = path;
  }

  /** What the running slot holds. */
  SlotContents runs() {
    return boot.runs();
  }

  /** The next report of an action, signed. */
  Bytes write(Action action, AgentRecord record, Instant now) {
    Optional<Transfer> transfer = action.transfer();
    return Reports.sign(
        signer,
        new Report(
            settings.device(),
            record.reports() + 1,
            record.previousReport(),
            now,
            action.generation(),
            Optional.of(action.goal().rollout()),
            Optional.of(action.goal().release()),
            action.step().phase().orElseThrow(),
            action.step().isFinal() ? action.failure() : Optional.empty(),
            action.detail(),
            action.from(),
            boot.runs().version(),
            measures.of(boot.running()),
            transfer.map(Transfer::payload),
            transfer.map(Transfer::codec).orElse(""),
            transfer.map(Transfer::payloadBytes).orElse(0L),
            transfer.map(Transfer::imageBytes).orElse(0L),
            record.progress().downloaded(),
            record.progress().resumedAt(),
            Optional.of(action.startedAt()),
            settings.transport(),
            path,
            boot.running().label(),
            boot.other().map(SlotContents::version)));
  }

  /**
   * What runs, outside any action. Source: docs/protocol.md, 4.9.
   *
   * @param detail why it is reported, where that is worth a word
   */
  Bytes inventory(AgentRecord record, Instant now, String detail) {
    return Reports.sign(
        signer,
        new Report(
            settings.device(),
            record.reports() + 1,
            record.previousReport(),
            now,
            Generation.NONE,
            Optional.empty(),
            Optional.empty(),
            UpdatePhase.COMMITTED,
            Optional.empty(),
            detail,
            boot.runs().version(),
            boot.runs().version(),
            measures.of(boot.running()),
            Optional.empty(),
            "",
            0,
            0,
            0,
            0,
            Optional.empty(),
            settings.transport(),
            path,
            boot.running().label(),
            boot.other().map(SlotContents::version)));
  }
}
