package dev.weir.agent.journal;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Entry;
import java.util.List;
import java.util.Optional;

/**
 * One change of the store, taken as a whole or not at all.
 *
 * @param record replaces the record
 * @param entry goes to the end of the journal
 * @param manifest replaces the manifest: that of the action under way, after it was accepted, with
 *     the one payload that was chosen
 * @param added to the end of the outbox
 * @param acknowledged outbox entries up to this sequence are deleted
 * @param dropped these outbox entries are deleted too, by sequence
 */
public record Commit(
    AgentRecord record,
    Optional<JournalEntry> entry,
    Optional<Manifest> manifest,
    List<Entry> added,
    long acknowledged,
    List<Long> dropped) {
  public Commit {
    added = List.copyOf(added);
    dropped = List.copyOf(dropped);
  }

  /** Only the record. */
  public static Commit of(AgentRecord record) {
    return new Commit(record, Optional.empty(), Optional.empty(), List.of(), 0, List.of());
  }
}
