package dev.weir.agent.spool;

import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Readings that are not in the spool yet, one pack of each priority. A pack is closed when it holds
 * as many readings or bytes as a pack may; whoever owns this closes them all when they are old.
 */
public final class OpenPacks {
  /** What a reading takes in a pack besides its name and its unit, at most, in bytes. */
  static final int READING = 32;

  /** What a pack takes besides its readings, at most, in bytes. */
  static final int FRAME = 16;

  private final Map<Priority, List<Reading>> open = new EnumMap<>(Priority.class);
  private final Map<Priority, Integer> sizes = new EnumMap<>(Priority.class);
  private final List<ClosedPack> closed = new ArrayList<>();

  /** Takes a reading. */
  public void add(Priority priority, Reading reading) {
    int bytes = READING + reading.series().length() + reading.unit().length();
    int size = sizes.getOrDefault(priority, FRAME) + bytes;
    List<Reading> readings = open.computeIfAbsent(priority, p -> new ArrayList<>());
    if (readings.size() == Limits.READINGS || size > Limits.ENTRY) {
      closed.add(ClosedPack.of(priority, readings));
      readings.clear();
      size = FRAME + bytes;
    }
    readings.add(reading);
    sizes.put(priority, size);
  }

  /** Whether a pack found no more room. */
  public boolean isFull() {
    return !closed.isEmpty();
  }

  /** Closes all; they stay here until {@link #spooled}.. */
  public List<ClosedPack> close() {
    for (Priority priority : Priority.values()) {
      List<Reading> readings = open.getOrDefault(priority, List.of());
      if (!readings.isEmpty()) {
        closed.add(ClosedPack.of(priority, readings));
      }
    }
    open.clear();
    sizes.clear();
    return List.copyOf(closed);
  }

  /** They are in the spool. */
  public void spooled() {
    closed.clear();
  }
}
