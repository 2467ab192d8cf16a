package dev.weir.builder.match;

import dev.weir.patcher.layout.Covers;

/**
 * Chooses the covers of least cost. A cover is a way along one diagonal (old offset - new offset);
 * a byte on it costs little where it is as expected and much where not, leaving it for another
 * diagonal or for fresh bytes costs what a cover's fields take. The cheapest way through the image
 * is found as Viterbi's algorithm does, over the few diagonals that repetitions suggest; the greedy
 * search of bsdiff, on the same suffix array, leaves a tenth more.
 *
 * <p>Besides the forms of both images it takes 4 bytes of heap for each byte of the old one, and
 * for each cover a few words.
 */
public final class CoverSearch {
  /** What a byte costs that is in no cover, in tenths of a bit. */
  private static final int LEAST_REPETITION = 6;

  /** No repetition is looked for while the best diagonal goes on that far, in bytes. */
  private static final int CALM = 20;

  /** How far ahead that is looked at: what is found behind may have begun before. */
  private static final int AHEAD = 96;

  /** So many surprises on the way there are cheaper than any other diagonal. */
  private static final int BORNE = 3;

  /** Looking begins again that many bytes before the calm ends. */
  private static final int EARLY = 8;

  private final byte[] old;
  private final byte[] image;
  private final Likeness likeness;
  private final Costs costs;
  private final Index index;
  private final Diagonals diagonals;
  private final Trail trail = new Trail();

  /** The cheapest way whose last bytes are fresh, and where its last cover ends. */
  private Way freshWay = Way.NONE;

  private int freshEnd = Way.NONE.beforeEnd();
  private long freshCost;

  private int nextSearch;

  /** Until there it is looked, though the best diagonal may be calm. */
  private int searchedUntil;

  private CoverSearch(Form old, Form image, Costs costs) {
    this.old = old.compared();
    this.image = image.compared();
    this.likeness = new Likeness(old, image);
    this.costs = costs;
    this.index = new Index(old.compared());
    this.diagonals = new Diagonals(likeness);
  }

  /**
   * Finds the covers.
   *
   * @param costs more for a cover makes fewer of them
   */
  public static Covers covers(Form old, Form image, Costs costs) {
    return new CoverSearch(old, image, costs).search();
  }

  private Covers search() {
    for (int at = 0; at < image.length; at++) {
      if (at >= nextSearch) {
        lookForRepetition(at);
      }
      step(at);
    }
    return trail.covers(image.length);
  }

  private void lookForRepetition(int at) {
    boolean covered = trail.isCovered(at);
    int expected = covered ? at + trail.way(at).diagonal() : at;
    if (covered && at >= searchedUntil && isCalm(at, expected)) {
      return;
    }
    index.search(image, at, expected);
    if (index.length() >= LEAST_REPETITION) {
      nextSearch = index.length() > 64 ? at + index.length() / 2 : at + 1;
      enter(at, index.offset() - at);
    }
  }

  /** Whether the diagonal goes on so well that no other can be better; then says until where. */
  private boolean isCalm(int at, int from) {
    int most = Math.min(AHEAD, Math.min(image.length - at, old.length - from));
    int surprises = 0;
    int calm = 0;
    while (calm < most) {
      if (image[at + calm] != old[from + calm] && ++surprises > BORNE) {
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
    long cheapest = costs.fields() + (at < Trail.BACK ? 0 : trail.cost(at - Trail.BACK));
    for (int place = at; place >= 0 && place > at - Trail.BACK; place--) {
      if (place < at) {
        if (!likeness.has(place + diagonal)) {
          break;
        }
        along += likeness.cost(place, place + diagonal);
        if (cheapest + along >= least) {
          break;
        }
      }
      long whole = trail.cost(place) + along + costs.jump(trail.way(place).diagonal(), diagonal);
      if (whole < least) {
        least = whole;
        entry = place;
      }
    }
    diagonals.put(new Way(diagonal, entry, trail.way(entry), trail.end(entry)), least);
  }

  private void step(int at) {
    if (trail.isCovered(at) && trail.cost(at) < freshCost) {
      freshCost = trail.cost(at);
      freshWay = trail.way(at);
      freshEnd = at;
    }
    freshCost += costs.fresh();
    long least = diagonals.step(at, freshCost);
    if (least < freshCost) {
      trail.put(at + 1, least, diagonals.best(), at + 1);
    } else {
      trail.put(at + 1, freshCost, freshWay, freshEnd);
    }
  }
}
