package dev.weir.sim.disk;

import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.Rescued;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.Entry;
import dev.weir.sim.check.DeviceWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An agent's store in memory: what was committed is kept, whatever happens to the agent. */
public final class MemoryAgentStore implements AgentStore {
  private final DeviceWatch watch;
  private final Fuse fuse;
  private final List<Entry> outbox = new ArrayList<>();
  private Optional<AgentRecord> record = Optional.empty();
  private Optional<JournalEntry> last = Optional.empty();
  private Optional<Manifest> manifest = Optional.empty();

  MemoryAgentStore(DeviceWatch watch, Fuse fuse) {
    this.watch = watch;
    this.fuse = fuse;
  }

  @Override
  public Optional<Kept> load() {
    return record.map(kept -> new Kept(kept, last, manifest, outbox));
  }

  @Override
  public Optional<Rescued> rescued() {
    return Optional.empty();
  }

  @Override
  public void commit(Commit change) {
    fuse.commit(() -> take(change));
  }

  private void take(Commit change) {
    watch.stores(change);
    record = Optional.of(change.record());
    last = change.entry().or(() -> last);
    manifest = change.manifest().or(() -> manifest);
    outbox.removeIf(
        entry ->
            entry.sequence() <= change.acknowledged()
                || change.dropped().contains(entry.sequence()));
    outbox.addAll(change.added());
  }
}
