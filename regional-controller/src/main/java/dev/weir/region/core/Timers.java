package dev.weir.region.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** At most one time for each of many things, ordered by time and then by who asked first. */
final class Timers<T> {
  /** The place of a thing's time. */
  record Key(Instant at, long sequence) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::at).thenComparingLong(Key::sequence);

  private final TreeMap<Key, T> waiting = new TreeMap<>(ORDER);
  private long sequence;

  Key set(Instant at, T thing) {
    Key key = new Key(at, sequence++);
    waiting.put(key, thing);
    return key;
  }

  void cancel(Key key) {
    waiting.remove(key);
  }

  /** Takes out the next thing whose time has come. */
  Optional<T> takeDue(Instant now) {
    Map.Entry<Key, T> first = waiting.firstEntry();
    if (first == null || first.getKey().at().isAfter(now)) {
      return Optional.empty();
    }
    waiting.remove(first.getKey());
    return Optional.of(first.getValue());
  }

  Optional<Instant> next() {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.firstKey().at());
  }
}
