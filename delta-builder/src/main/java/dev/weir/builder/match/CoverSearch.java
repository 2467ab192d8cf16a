package dev.weir.builder.match;

import dev.weir.patcher.layout.Covers;
import java.util.Arrays;

/**
 * Chooses the covers of least cost. A cover is a way along one diagonal (new offset - old offset);
 * a byte on it costs little where it is as expected and much where not, leaving it for another
 * diagonal or for fresh bytes costs what a cover's fields take. The cheapest way through the image
 * is found as Viterbi's algorithm does, over the few diagonals that repetitions suggest; the greedy
 * search of bsdiff, on the same suffix array, leaves a tenth more.
 *
 * <p>Costs are in tenths of a bit, as the mixed coder was seen to spend them.
 */
public final class CoverSearch {
  private static final int EXPECTED = 1;
  private static final int LIKE = 2;
  private static final int SURPRISE = 70;
  private static final int FRESH = 40;
  private static final int LEAST_REPETITION = 6;
  private static final int DIAGONALS = 24;

  /** A diagonal that much worse than the best way is forgotten. */
  private static final int HOPELESS = 700;

  /** How far back a new diagonal may have begun, in bytes; a power of two less one. */
  private static final int BACK = 127;

  /** No repetition is looked for while the best diagonal goes on that far, in bytes. */
  private static final int CALM = 20;

  /** How far ahead that is looked at: what is found behind may have begun before. */
  private static final int AHEAD = 96;

  /** So many surprises on the way there are cheaper than any other diagonal. */
  private static final int BORNE = 3;

  /** Looking begins again that many bytes before the calm ends. */
  private static final int EARLY = 8;

  private static final int NOWHERE = Integer.MIN_VALUE;

  private final Form old;
  private final Form image;
  private final Jumps jumps;
  private final Index index;

  private final int[] diagonals = new int[DIAGONALS];
  private final int[] entries = new int[DIAGONALS];
  private final long[] costs = new long[DIAGONALS];
  private int alive;
  private long freshCost;
  private int freshEntry;

  /** The best way to each place: its last diagonal, and where it was entered. */
  private final int[] bestDiagonal;

  private final int[] bestEntry;
  private final long[] bestCost = new long[BACK + 1];
  private int nextSearch;

  /** Until there it is looked, though the best diagonal may be calm. */
  private int searchedUntil;

  private CoverSearch(Form old, Form image, Jumps jumps) {
    this.old = old;
    this.image = image;
    this.jumps = jumps;
    this.index = new Index(old.compared());
    this.bestDiagonal = new int[image.bytes().length + 1];
    this.bestEntry = new int[image.bytes().length + 1];
  }

  /**
   * Finds the covers.
   *
   * @param jumps what a cover costs; more makes fewer covers
   */
  public static Covers covers(Form old, Form image, Jumps jumps) {
    return new CoverSearch(old, image, jumps).search();
  }

  private Covers search() {
    int length = image.bytes().length;
    bestDiagonal[0] = NOWHERE;
    for (int at = 0; at < length; at++) {
      if (at >= nextSearch) {
        lookForRepetition(at);
      }
      step(at);
    }
    return way(length);
  }

  private void lookForRepetition(int at) {
    int diagonal = bestDiagonal[at];
    if (diagonal != NOWHERE && at >= searchedUntil && isCalm(at, diagonal)) {
      return;
    }
    index.search(image.compared(), at, diagonal == NOWHERE ? at : at + diagonal);
    if (index.length() >= LEAST_REPETITION) {
      nextSearch = index.length() > 64 ? at + index.length() / 2 : at + 1;
      enter(at, index.offset() - at);
    }
  }

  /** Whether the diagonal goes on so well that no other can be better; then says until where. */
  private boolean isCalm(int at, int diagonal) {
    byte[] left = image.compared();
    byte[] right = old.compared();
    int from = at + diagonal;
    int most = Math.min(AHEAD, Math.min(left.length - at, right.length - from));
    int surprises = 0;
    int calm = 0;
    while (calm < most) {
      if (left[at + calm] != right[from + calm] && ++surprises > BORNE) {
        break;
      }
      calm++;
    }
    if (calm < CALM) {
      return false;
    }
    nextSearch = at + calm - EARLY;
    if (surprises > 0) {
      searchedUntil = at + calm;
    }
    return true;
  }

  /** Begins a diagonal where that is cheapest: here, or some bytes before. */
  private void enter(int at, int diagonal) {
    long least = Long.MAX_VALUE;
    int entry = at;
    long along = 0;
    long cheapest = jumps.fields() + (at < BACK ? 0 : bestCost[(at - BACK) & BACK]);
    for (int back = 0; back < BACK && back <= at; back++) {
      if (back > 0) {
        int from = at - back + diagonal;
        if (from < 0 || from >= old.bytes().length) {
          break;
        }
        along += cost(at - back, from);
        if (cheapest + along >= least) {
          break;
        }
      }
      long before = bestCost[(at - back) & BACK];
      long whole = before + along + jumps.cost(lastDiagonal(at - back), diagonal);
      if (whole < least) {
        least = whole;
        entry = at - back;
      }
    }
    put(diagonal, entry, least);
  }

  /** The diagonal of the last cover on the best way to a place; 0 before the first. */
  private int lastDiagonal(int at) {
    int diagonal = bestDiagonal[at];
    if (diagonal == NOWHERE) {
      diagonal = bestDiagonal[bestEntry[at]];
    }
    return diagonal == NOWHERE ? 0 : diagonal;
  }

  private void put(int diagonal, int entry, long cost) {
    int place = 0;
    while (place < alive && diagonals[place] != diagonal) {
      place++;
    }
    if (place == alive) {
      if (alive < DIAGONALS) {
        alive++;
      } else {
        place = worst();
      }
    } else if (costs[place] <= cost) {
      return;
    }
    diagonals[place] = diagonal;
    entries[place] = entry;
    costs[place] = cost;
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

  private void step(int at) {
    if (bestDiagonal[at] != NOWHERE && bestCost[at & BACK] < freshCost) {
      freshCost = bestCost[at & BACK];
      freshEntry = at;
    }
    freshCost += FRESH;
    long best = freshCost;
    int diagonal = NOWHERE;
    int entry = freshEntry;
    for (int i = 0; i < alive; i++) {
      int from = at + diagonals[i];
      if (from < 0 || from >= old.bytes().length) {
        drop(i--);
        continue;
      }
      costs[i] += cost(at, from);
      if (costs[i] < best) {
        best = costs[i];
        diagonal = diagonals[i];
        entry = entries[i];
      }
    }
    for (int i = 0; i < alive; i++) {
      if (costs[i] > best + HOPELESS) {
        drop(i--);
      }
    }
    bestCost[(at + 1) & BACK] = best;
    bestDiagonal[at + 1] = diagonal;
    bestEntry[at + 1] = entry;
  }

  private void drop(int place) {
    alive--;
    diagonals[place] = diagonals[alive];
    entries[place] = entries[alive];
    costs[place] = costs[alive];
  }

  private int cost(int at, int from) {
    if (image.compared()[at] != old.compared()[from]) {
      return SURPRISE;
    }
    return image.bytes()[at] == old.bytes()[from] ? EXPECTED : LIKE;
  }

  /** Follows the best way back from the end. */
  private Covers way(int length) {
    int count = 0;
    int[] ends = new int[16];
    for (int end = length; end > 0; end = bestEntry[end]) {
      if (bestDiagonal[end] != NOWHERE) {
        if (count == ends.length) {
          ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
      }
    }
    Covers covers = new Covers(count);
    while (count > 0) {
      int end = ends[--count];
      covers.add(bestEntry[end], bestEntry[end] + bestDiagonal[end], end - bestEntry[end]);
    }
    return covers;
  }
}
