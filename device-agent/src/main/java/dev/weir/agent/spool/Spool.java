package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Packs that wait for the region, in a store that holds a limited number of bytes: where there is
 * no room, the lowest priority gives way first, of that the oldest. Source: docs/protocol.md, 4.11
 * to 4.14. For one thread; after an {@link IOException} nothing has changed, and it is closed.
 */
public final class Spool {
  /** Packs that are looked at together for what to drop. */
  private static final int VICTIMS = 16;

  private final SpoolStore store;
  private final long limit;
  private SpoolRecord record = SpoolRecord.fresh(0);
  private Fill fill = new Fill();
  private boolean open;
  private boolean counted;

  /**
   * @param limit in bytes
   */
  public Spool(SpoolStore store, long limit) {
    this.store = store;
    this.limit = limit;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T on(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      open = false;
      throw e;
    }
  }

  /**
   * Opens the store and counts this start of the agent, once; does nothing where it is open.
   *
   * @param stream names the spool if it is a new one
   */
  public void open(long stream) throws IOException {
    if (open) {
      return;
    }
    on(
        () -> {
          Optional<SpoolRecord> kept = store.open();
          fill = store.fill(Long.MAX_VALUE);
          if (!counted) {
            commit(SpoolChange.of(kept.orElseGet(() -> SpoolRecord.fresh(stream)).started()));
          } else {
            commit(SpoolChange.of(newer(kept)));
          }
          counted = true;
          open = true;
          return open;
        });
  }

  /** What this process knows is the newest, but for what a salvage added to it. */
  private SpoolRecord newer(Optional<SpoolRecord> kept) {
    return kept.map(record::afterSalvage).orElse(record);
  }

  public boolean isOpen() {
    return open;
  }

  public SpoolRecord record() {
    return record;
  }

  /** What it holds. */
  public Fill fill() {
    return fill;
  }

  /** Keeps packs; drops what then has no place, which may be one of them. */
  public void add(List<ClosedPack> packs) throws IOException {
    on(
        () -> {
          Deque<SpoolRow> added = numbered(packs);
          Fill next = fill.copy();
          added.forEach(row -> next.add(row.head()));
          List<SpoolHead> dropped = new ArrayList<>();
          List<SpoolRow> refused = new ArrayList<>();
          makeRoom(next, dropped, added, refused);
          long readings =
              dropped.stream().mapToLong(SpoolHead::readings).sum()
                  + refused.stream().mapToLong(SpoolRow::readings).sum();
          commit(
              new SpoolChange(
                  record.numbering(packs.size()).dropping(readings),
                  List.copyOf(added),
                  0,
                  dropped.stream().map(SpoolHead::sequence).toList()));
          fill = next;
          return fill;
        });
  }

  private Deque<SpoolRow> numbered(List<ClosedPack> packs) {
    Deque<SpoolRow> rows = new ArrayDeque<>();
    for (ClosedPack pack : packs) {
      long sequence = record.lastSequence() + rows.size() + 1;
      rows.add(new SpoolRow(sequence, pack.priority(), pack.readings(), pack.body()));
    }
    return rows;
  }

  private void makeRoom(
      Fill next, List<SpoolHead> dropped, Deque<SpoolRow> added, List<SpoolRow> refused)
      throws IOException {
    while (next.bytes() > limit) {
      Priority lowest = next.lowest().orElseThrow();
      int before = dropped.size();
      for (SpoolHead head : store.oldest(lowest, dropped.size() + VICTIMS)) {
        if (next.bytes() > limit && !dropped.contains(head)) {
          dropped.add(head);
          next.remove(head);
        }
      }
      if (dropped.size() == before) {
        Optional<SpoolRow> own = added.stream().filter(row -> row.priority() == lowest).findFirst();
        if (own.isEmpty()) {
          throw new IllegalStateException("the spool counts what it does not hold");
        }
        added.remove(own.get());
        refused.add(own.get());
        next.remove(own.get().head());
      }
    }
  }

  /**
   * The first packs above a sequence. Those that turn out to be damaged are dropped and counted.
   */
  public List<SpoolRow> after(long sequence, int most) throws IOException {
    return on(
        () -> {
          SpoolPage page = store.after(sequence, most);
          while (!page.damaged().isEmpty()) {
            drop(page.damaged());
            page = store.after(sequence, most);
          }
          return page.rows();
        });
  }

  private void drop(List<SpoolHead> damaged) throws IOException {
    long readings = damaged.stream().mapToLong(SpoolHead::readings).sum();
    commit(
        new SpoolChange(
            record.dropping(readings),
            List.of(),
            0,
            damaged.stream().map(SpoolHead::sequence).toList()));
    damaged.forEach(fill::remove);
  }

  /** Whether this may be a cursor of this spool. */
  public boolean isMine(long stream, long cursor) {
    return counted && stream == record.stream() && cursor <= record.lastSequence();
  }

  /** Deletes what the region has; gives whether that was anything. */
  public boolean acknowledge(long cursor) throws IOException {
    return on(
        () -> {
          Fill gone = store.fill(cursor);
          if (gone.packs() == 0) {
            return false;
          }
          commit(new SpoolChange(record, List.of(), cursor, List.of()));
          fill.remove(gone);
          return true;
        });
  }

  /** The agent stops in good order. */
  public void stop() throws IOException {
    on(
        () -> {
          commit(SpoolChange.of(record.stopped()));
          return open;
        });
  }

  private void commit(SpoolChange change) throws IOException {
    store.commit(change);
    record = change.record();
  }
}
