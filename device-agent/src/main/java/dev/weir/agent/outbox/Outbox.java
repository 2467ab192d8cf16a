package dev.weir.agent.outbox;

import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What waits for the region, oldest first. Heartbeats are dropped oldest first above their limit;
 * reports are deleted only when acknowledged. Source: docs/protocol.md, 4.1 to 4.4. For one thread.
 */
public final class Outbox {
  /** What an entry adds to a message besides its body, at most, in bytes. */
  private static final int ENTRY_FRAME = 24;

  /** What a message has besides its entries, at most, in bytes. */
  private static final int MESSAGE_FRAME = 64;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final int maxHeartbeats;
  private final int maxReports;

  /**
   * @param kept oldest first
   * @param maxReports at so many the outbox is full: nothing that causes more may begin
   */
  public Outbox(Collection<Entry> kept, int maxHeartbeats, int maxReports) {
    this.entries.addAll(kept);
    this.maxHeartbeats = maxHeartbeats;
    this.maxReports = maxReports;
  }

  /** The heartbeats that give way to one more, by sequence. */
  public List<Long> givingWay() {
    List<Long> heartbeats =
        entries.stream().filter(e -> e.kind() == EntryKind.HEARTBEAT).map(Entry::sequence).toList();
    int excess = heartbeats.size() + 1 - maxHeartbeats;
    return excess > 0 ? List.copyOf(heartbeats.subList(0, excess)) : List.of();
  }

  /** Follows what was committed. */
  public void committed(List<Entry> added, long acknowledged, List<Long> dropped) {
    Set<Long> gone = new TreeSet<>(dropped);
    entries.removeIf(e -> e.sequence() <= acknowledged || gone.contains(e.sequence()));
    entries.addAll(added);
  }

  /**
   * The next message: from the oldest on, so that whoever has its last entry has all before it that
   * were not dropped.
   */
  public List<Entry> batch() {
    List<Entry> batch = new ArrayList<>();
    int bytes = MESSAGE_FRAME;
    for (Entry entry : entries) {
      bytes += entry.body().size() + ENTRY_FRAME;
      if (batch.size() == Limits.ENTRIES || bytes > Limits.DEVICE_MESSAGE) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  public boolean isFull() {
    return entries.stream().filter(e -> e.kind() == EntryKind.REPORT).count() >= maxReports;
  }

  public int size() {
    return entries.size();
  }

  /** All of it, oldest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }
}
