package dev.weir.sim.disk;

import dev.weir.agent.spool.Fill;
import dev.weir.agent.spool.SpoolChange;
import dev.weir.agent.spool.SpoolHead;
import dev.weir.agent.spool.SpoolPage;
import dev.weir.agent.spool.SpoolRecord;
import dev.weir.agent.spool.SpoolRow;
import dev.weir.agent.spool.SpoolStore;
import dev.weir.protocol.telemetry.Priority;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An agent's spool in memory: what was committed is kept, whatever happens to the agent. */
public final class MemorySpoolStore implements SpoolStore {
  private final Fuse fuse;
  private final TreeMap<Long, SpoolRow> packs = new TreeMap<>();
  private Optional<SpoolRecord> record = Optional.empty();

  MemorySpoolStore(Fuse fuse) {
    this.fuse = fuse;
  }

  /** The packs as they are durable, by sequence. */
  public List<SpoolRow> packs() {
    return List.copyOf(packs.values());
  }

  @Override
  public Optional<SpoolRecord> open() {
    return record;
  }

  @Override
  public Fill fill(long upTo) {
    Fill fill = new Fill();
    for (SpoolRow row : packs.headMap(upTo, true).values()) {
      fill.add(row.priority(), 1, row.body().size() + SpoolHead.OVERHEAD);
    }
    return fill;
  }

  @Override
  public SpoolPage after(long sequence, int most) {
    return new SpoolPage(
        packs.tailMap(sequence, false).values().stream().limit(most).toList(), List.of());
  }

  @Override
  public List<SpoolHead> oldest(Priority priority, int most) {
    return packs.values().stream()
        .filter(row -> row.priority() == priority)
        .limit(most)
        .map(row -> head(row))
        .toList();
  }

  private static SpoolHead head(SpoolRow row) {
    return new SpoolHead(
        row.sequence(), row.priority(), row.readings(), row.body().size() + SpoolHead.OVERHEAD);
  }

  @Override
  public void commit(SpoolChange change) {
    fuse.commit(() -> take(change));
  }

  private void take(SpoolChange change) {
    record = Optional.of(change.record());
    packs.headMap(change.acknowledged(), true).clear();
    change.deleted().forEach(packs::remove);
    change.added().forEach(row -> packs.put(row.sequence(), row));
  }
}
