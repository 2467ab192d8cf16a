package dev.weir.builder.match;

import dev.weir.patcher.layout.Covers;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The cheapest way to each of the last places: a cover may turn out to begin at any of them. */
final class Trail {
  /** How far back is remembered, in bytes; a power of two less one. */
  static final int BACK = 127;

  private final long[] costs = new long[BACK + 1];
  private final Way[] ways = new Way[BACK + 1];
  private final int[] ends = new int[BACK + 1];

  /** Begins at place 0, where nothing was spent. */
  Trail() {
    Arrays.fill(ways, Way.NONE);
    ends[0] = Way.NONE.beforeEnd();
  }

  /**
   * Says how a place is reached.
   *
   * @param end where the last cover of {@code way} ends: there, or before fresh bytes
   */
  void put(int place, long cost, Way way, int end) {
    costs[place & BACK] = cost;
    ways[place & BACK] = way;
    ends[place & BACK] = end;
  }

  long cost(int place) {
    return costs[place & BACK];
  }

  Way way(int place) {
    return ways[place & BACK];
  }

  int end(int place) {
    return ends[place & BACK];
  }

  /** Whether the byte before a place is covered. */
  boolean isCovered(int place) {
    return ends[place & BACK] == place;
  }

  /** All covers on the way to a place. */
  Covers covers(int place) {
    Deque<Way> order = new ArrayDeque<>();
    for (Way way = way(place); way.before() != null; way = way.before()) {
      order.push(way);
    }
    Covers covers = new Covers(order.size());
    while (!order.isEmpty()) {
      Way way = order.pop();
      Way next = order.peek();
      int end = next == null ? end(place) : next.beforeEnd();
      covers.add(way.start(), way.start() + way.diagonal(), end - way.start());
    }
    return covers;
  }
}
