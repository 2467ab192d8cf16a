package dev.weir.agent.journal;

import dev.weir.protocol.message.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store in memory. */
public final class MemoryStore implements AgentStore {
  private Optional<Kept> kept = Optional.empty();
  private final List<JournalEntry> journal = new ArrayList<>();
  private Optional<Rescued> rescued = Optional.empty();

  @Override
  public Optional<Kept> load() {
    return kept;
  }

  @Override
  public Optional<Rescued> rescued() {
    return rescued;
  }

  /** What the next agent finds of a damaged store. */
  public static MemoryStore damaged(Rescued left) {
    MemoryStore store = new MemoryStore();
    store.rescued = Optional.of(left);
    return store;
  }

  /** All entries, oldest first. */
  public List<JournalEntry> journal() {
    return journal;
  }

  @Override
  public void commit(Commit change) {
    List<Entry> outbox = new ArrayList<>(kept.map(Kept::outbox).orElse(List.of()));
    outbox.removeIf(
        e -> e.sequence() <= change.acknowledged() || change.dropped().contains(e.sequence()));
    outbox.addAll(change.added());
    change.entry().ifPresent(journal::add);
    rescued = Optional.empty();
    kept =
        Optional.of(
            new Kept(
                change.record(),
                change.entry().or(() -> kept.flatMap(Kept::last)),
                change.manifest().or(() -> kept.flatMap(Kept::manifest)),
                outbox));
  }
}
