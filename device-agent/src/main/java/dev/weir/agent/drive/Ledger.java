package dev.weir.agent.drive;

import dev.weir.agent.journal.Action;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.Progress;
import dev.weir.agent.outbox.Outbox;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What is durable, as it is in memory; the only one who commits. A step and its report are one
 * commit. Whoever wants to act calls this first.
 */
final class Ledger {
  private final Loop loop;
  private final AgentStore store;
  private final ReportWriter reports;
  private final Outbox outbox;
  private AgentRecord record;
  private Optional<JournalEntry> last;
  private Optional<Manifest> manifest;
  private Runnable grown = () -> {};

  Ledger(Loop loop, AgentStore store, Kept kept, ReportWriter reports, LinkSettings limits) {
    this.loop = loop;
    this.store = store;
    this.reports = reports;
    this.record = kept.record();
    this.last = kept.last();
    this.manifest = kept.manifest();
    this.outbox = new Outbox(kept.outbox(), limits.maxHeartbeats(), limits.maxReports());
  }

  /** Who hears that the outbox has grown. */
  void onGrown(Runnable listener) {
    grown = listener;
  }

  AgentRecord record() {
    return record;
  }

  Outbox outbox() {
    return outbox;
  }

  /** The newest action, over or not. */
  Optional<Action> action() {
    return last.map(JournalEntry::action);
  }

  /** The manifest of the action under way, once it was accepted. */
  Manifest manifest() {
    return manifest.orElseThrow(() -> new IllegalStateException("no manifest was accepted"));
  }

  /** Keeps a newer desired state. */
  void accept(DesiredState newer) {
    commit(Commit.of(record.wanting(newer)));
  }

  /** Begins an action: its ticket becomes the newest. */
  void begin(Action action) {
    record = record.beginning(action.ticket());
    enter(action, true, Optional.empty());
  }

  /** Takes note of progress; it becomes durable with the next commit. */
  void note(Progress progress) {
    record = record.with(progress);
  }

  /** Journals a step, with its report if it has one. */
  void enter(Action action, boolean reported, Optional<Manifest> accepted) {
    JournalEntry entry =
        new JournalEntry(last.map(JournalEntry::number).orElse(0L) + 1, loop.now(), action);
    AgentRecord next = record;
    List<Entry> added = List.of();
    if (reported) {
      Bytes signed = reports.write(action, record, loop.now());
      next = record.reported(signed.digest());
      added = List.of(new Entry(next.lastSequence(), EntryKind.REPORT, signed));
    }
    commit(new Commit(next, Optional.of(entry), accepted, added, 0, List.of()));
  }

  /** Journals the step that ends an action; what runs now is what the device committed last. */
  void finish(Action action) {
    record = record.committing(reports.runs());
    enter(action, action.step().isReported(), Optional.empty());
  }

  void beat(Heartbeat heartbeat) {
    AgentRecord next = record.beat();
    Entry entry =
        new Entry(next.lastSequence(), EntryKind.HEARTBEAT, Heartbeat.CODEC.encode(heartbeat));
    commit(
        new Commit(
            next, Optional.empty(), Optional.empty(), List.of(entry), 0, outbox.givingWay()));
  }

  /** Deletes what the region has. A cursor beyond the newest entry is not this outbox's. */
  void acknowledge(long cursor) {
    List<Entry> waiting = outbox.entries();
    if (!waiting.isEmpty()
        && waiting.get(0).sequence() <= cursor
        && cursor <= record.lastSequence()) {
      commit(new Commit(record, Optional.empty(), Optional.empty(), List.of(), cursor, List.of()));
    }
  }

  private void commit(Commit change) {
    store.commit(change);
    record = change.record();
    last = change.entry().or(() -> last);
    manifest = change.manifest().or(() -> manifest);
    outbox.committed(change.added(), change.acknowledged(), change.dropped());
    if (!change.added().isEmpty()) {
      grown.run();
    }
  }
}
