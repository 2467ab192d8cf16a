package dev.weir.region.drive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Work that waits for the next batch. Any thread may add. */
final class Inbox {
  private final int limit;
  private final ArrayDeque<Consumer<Instant>> waiting = new ArrayDeque<>();
  private boolean isAnnounced;

  Inbox(int limit) {
    this.limit = limit;
  }

  /** What came of adding. */
  enum Added {
    /** The first since the last batch: somebody has to come and take it. */
    FIRST,
    YES,
    /** There is too much already. */
    NO
  }

  /**
   * Adds work.
   *
   * @param isBounded whether it may be turned away
   */
  synchronized Added add(Consumer<Instant> work, boolean isBounded) {
    if (isBounded && waiting.size() >= limit) {
      return Added.NO;
    }
    waiting.add(work);
    if (isAnnounced) {
      return Added.YES;
    }
    isAnnounced = true;
    return Added.FIRST;
  }

  /** Takes the oldest; the next one to add after the last was taken is again the first. */
  synchronized List<Consumer<Instant>> take(int most) {
    List<Consumer<Instant>> taken = new ArrayList<>(Math.min(most, waiting.size()));
    while (taken.size() < most && !waiting.isEmpty()) {
      taken.add(waiting.remove());
    }
    isAnnounced = !waiting.isEmpty();
    return taken;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
