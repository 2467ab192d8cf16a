package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A spool's store in memory, whose disk can be full and whose packs can be damaged. */
public final class MemorySpoolStore implements SpoolStore {
  public final TreeMap<Long, SpoolRow> packs = new TreeMap<>();
  public final TreeSet<Long> damaged = new TreeSet<>();
  public Optional<SpoolRecord> record = Optional.empty();
  public boolean full;
  public int commits;

  private void check() throws IOException {
    if (full) {
      throw new IOException("no space left on device");
    }
  }

  @Override
  public Optional<SpoolRecord> open() throws IOException {
    check();
    return record;
  }

  @Override
  public Fill fill(long upTo) {
    Fill fill = new Fill();
    packs.headMap(upTo, true).values().forEach(row -> fill.add(row.head()));
    return fill;
  }

  @Override
  public SpoolPage after(long sequence, int most) {
    List<SpoolRow> rows = packs.tailMap(sequence, false).values().stream().limit(most).toList();
    return new SpoolPage(
        rows.stream().filter(row -> !damaged.contains(row.sequence())).toList(),
        rows.stream().filter(row -> damaged.contains(row.sequence())).map(SpoolRow::head).toList());
  }

  @Override
  public List<SpoolHead> oldest(Priority priority, int most) {
    return packs.values().stream()
        .filter(row -> row.priority() == priority)
        .limit(most)
        .map(SpoolRow::head)
        .toList();
  }

  @Override
  public void commit(SpoolChange change) throws IOException {
    check();
    commits++;
    record = Optional.of(change.record());
    packs.headMap(change.acknowledged(), true).clear();
    change.deleted().forEach(packs::remove);
    change.added().forEach(row -> packs.put(row.sequence(), row));
  }
}
