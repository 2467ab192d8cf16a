package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What packs take, by priority. */
public final class Fill {
  private final EnumMap<Priority, Long> bytes = new EnumMap<>(Priority.class);
  private long packs;

  /** Counts packs in. */
  public void add(Priority priority, long count, long size) {
    packs += count;
    bytes.merge(priority, size, Long::sum);
  }

  void add(SpoolHead head) {
    add(head.priority(), 1, head.bytes());
  }

  void remove(SpoolHead head) {
    add(head.priority(), -1, -head.bytes());
  }

  void remove(Fill other) {
    packs -= other.packs;
    other.bytes.forEach((priority, size) -> bytes.merge(priority, -size, Long::sum));
  }

  Fill copy() {
    Fill copy = new Fill();
    copy.packs = packs;
    copy.bytes.putAll(bytes);
    return copy;
  }

  /** How many packs. */
  public long packs() {
    return packs;
  }

  /** What all of them take. */
  public long bytes() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The lowest priority that there is something of. */
  Optional<Priority> lowest() {
    return bytes.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
