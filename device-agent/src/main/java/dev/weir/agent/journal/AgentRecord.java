package dev.weir.agent.journal;

import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What an agent knows besides its journal and its outbox.
 *
 * @param device whose store this is
 * @param stream names the outbox; drawn at random when the store is made
 * @param desired the newest desired state that was accepted
 * @param committed what the device committed last: what boot control's record is repaired from
 * @param actions how many were begun
 * @param progress of the newest action
 * @param reports how many were made
 * @param previousReport digest of the newest, signed
 * @param lastSequence of the newest outbox entry
 */
public record AgentRecord(
    DeviceId device,
    long stream,
    Optional<DesiredState> desired,
    SlotContents committed,
    long actions,
    Progress progress,
    long reports,
    Optional<Digest> previousReport,
    long lastSequence) {
  private static final Field<AgentRecord, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, AgentRecord::device);
  private static final Field<AgentRecord, Long> STREAM =
      Field.required(2, "stream", Types.BITS, AgentRecord::stream);
  private static final Field<AgentRecord, Optional<DesiredState>> DESIRED =
      Field.maybe(3, "desired", DesiredState.TABLE, AgentRecord::desired);
  private static final Field<AgentRecord, SlotContents> COMMITTED =
      Field.required(4, "committed", SlotContents.TABLE, AgentRecord::committed);
  private static final Field<AgentRecord, Long> ACTIONS =
      Field.required(5, "actions", Types.COUNT, AgentRecord::actions);
  private static final Field<AgentRecord, Progress> PROGRESS =
      Field.required(6, "progress", Progress.TABLE, AgentRecord::progress);
  private static final Field<AgentRecord, Long> REPORTS =
      Field.required(7, "reports", Types.COUNT, AgentRecord::reports);
  private static final Field<AgentRecord, Optional<Digest>> PREVIOUS_REPORT =
      Field.maybe(8, "previousReport", Types.DIGEST, AgentRecord::previousReport);
  private static final Field<AgentRecord, Long> LAST_SEQUENCE =
      Field.required(9, "lastSequence", Types.COUNT, AgentRecord::lastSequence);

  /** The field table. */
  public static final Table<AgentRecord> TABLE =
      new Table<>(
          "agent-record",
          List.of(
              DEVICE,
              STREAM,
              DESIRED,
              COMMITTED,
              ACTIONS,
              PROGRESS,
              REPORTS,
              PREVIOUS_REPORT,
              LAST_SEQUENCE),
          row ->
              new AgentRecord(
                  row.get(DEVICE),
                  row.get(STREAM),
                  row.get(DESIRED),
                  row.get(COMMITTED),
                  row.get(ACTIONS),
                  row.get(PROGRESS),
                  row.get(REPORTS),
                  row.get(PREVIOUS_REPORT),
                  row.get(LAST_SEQUENCE)));

  public static final Codec<AgentRecord> CODEC = Codec.of(TABLE, Limits.ENTRY);

  /**
   * A new store's.
   *
   * @param actions not below any ticket that boot control has seen, so that none is used twice
   */
  public static AgentRecord fresh(
      DeviceId device, long stream, SlotContents committed, long actions) {
    return new AgentRecord(
        device,
        stream,
        Optional.empty(),
        committed,
        actions,
        Progress.NONE,
        0,
        Optional.empty(),
        0);
  }

  /** The same after reports of an earlier store, which are in the outbox first. */
  public AgentRecord after(Rescued rescued) {
    return new AgentRecord(
        device,
        stream,
        desired,
        committed,
        actions,
        progress,
        rescued.counter(),
        rescued.newest(),
        rescued.reports().size());
  }

  /** The newest generation that it accepted. */
  public Generation accepted() {
    return desired.map(DesiredState::generation).orElse(Generation.NONE);
  }

  public AgentRecord wanting(DesiredState newer) {
    return new AgentRecord(
        device,
        stream,
        Optional.of(newer),
        committed,
        actions,
        progress,
        reports,
        previousReport,
        lastSequence);
  }

  public AgentRecord committing(SlotContents runs) {
    return new AgentRecord(
        device, stream, desired, runs, actions, progress, reports, previousReport, lastSequence);
  }

  /** A new action, which has downloaded nothing. */
  public AgentRecord beginning(long ticket) {
    return new AgentRecord(
        device,
        stream,
        desired,
        committed,
        ticket,
        Progress.NONE,
        reports,
        previousReport,
        lastSequence);
  }

  public AgentRecord with(Progress newer) {
    return new AgentRecord(
        device, stream, desired, committed, actions, newer, reports, previousReport, lastSequence);
  }

  /** One more report, in one more outbox entry. */
  public AgentRecord reported(Digest signed) {
    return new AgentRecord(
        device,
        stream,
        desired,
        committed,
        actions,
        progress,
        reports + 1,
        Optional.of(signed),
        lastSequence + 1);
  }

  /** One more outbox entry that is not a report. */
  public AgentRecord beat() {
    return new AgentRecord(
        device,
        stream,
        desired,
        committed,
        actions,
        progress,
        reports,
        previousReport,
        lastSequence + 1);
  }
}
