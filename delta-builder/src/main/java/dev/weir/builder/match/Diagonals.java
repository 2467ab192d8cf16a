package dev.weir.builder.match;

/**
 * The few diagonals that a cheapest way may still take, each with the way that entered it and what
 * that has cost until now.
 */
final class Diagonals {
  private static final int MOST = 24;

  /** One that much worse than the best way is forgotten. */
  private static final int HOPELESS = 700;

  private final Likeness likeness;
  private final int[] diagonals = new int[MOST];
  private final long[] costs = new long[MOST];
  private final Way[] ways = new Way[MOST];
  private int alive;
  private Way best = Way.NONE;

  Diagonals(Likeness likeness) {
    this.likeness = likeness;
  }

  /** Takes a way to the present place, unless a cheaper one is on its diagonal already. */
  void put(Way way, long cost) {
    int place = 0;
    while (place < alive && diagonals[place] != way.diagonal()) {
      place++;
    }
    if (place == alive) {
      if (alive < MOST) {
        alive++;
      } else {
        place = worst();
      }
    } else if (costs[place] <= cost) {
      return;
    }
    diagonals[place] = way.diagonal();
    costs[place] = cost;
    ways[place] = way;
  }

  private int worst() {
    int worst = 0;
    for (int i = 1; i < alive; i++) {
      if (costs[i] > costs[worst]) {
        worst = i;
      }
    }
    return worst;
  }

  /**
   * Goes on by the byte at {@code at}.
   *
   * @param bound what another way costs
   * @return what the cheapest diagonal costs, or the bound where none is below it
   */
  long step(int at, long bound) {
    long least = bound;
    for (int i = 0; i < alive; i++) {
      int from = at + diagonals[i];
      if (!likeness.has(from)) {
        drop(i--);
        continue;
      }
      costs[i] += likeness.cost(at, from);
      if (costs[i] < least) {
        least = costs[i];
        best = ways[i];
      }
    }
    for (int i = 0; i < alive; i++) {
      if (costs[i] > least + HOPELESS) {
        drop(i--);
      }
    }
    return least;
  }

  /** The way of the diagonal that was the cheapest of the last step. */
  Way best() {
    return best;
  }

  private void drop(int place) {
    alive--;
    diagonals[place] = diagonals[alive];
    costs[place] = costs[alive];
    ways[place] = ways[alive];
    ways[alive] = Way.NONE;
  }
}
