package dev.weir.agent.journal;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Entry;
import java.util.List;
import java.util.Optional;

/**
 * All that a store holds.
 *
 * @param last entry of the journal
 * @param outbox oldest first
 */
public record Kept(
    AgentRecord record,
    Optional<JournalEntry> last,
    Optional<Manifest> manifest,
    List<Entry> outbox) {
  public Kept {
    outbox = List.copyOf(outbox);
  }
}
