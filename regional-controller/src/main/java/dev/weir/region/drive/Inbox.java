package dev.weir.region.drive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Work that waits for the next batch. Any thread may add. */
final class Inbox {
  private final int limit;
  private final Runnable announce;
  private final ArrayDeque<Consumer<Instant>> waiting = new ArrayDeque<>();
  private boolean isAnnounced;

  /**
   * An empty one.
   *
   * @param limit what {@link #offer} fills it up to
   * @param announce called on the adding thread where somebody has to come and take
   */
  Inbox(int limit, Runnable announce) {
    this.limit = limit;
    this.announce = announce;
  }

  /** Adds work that can't be turned away; of each kind and device there is only so much. */
  void add(Consumer<Instant> work) {
    put(work, Integer.MAX_VALUE);
  }

  /** Adds work unless there is too much already; whether it was added. */
  boolean offer(Consumer<Instant> work) {
    return put(work, limit);
  }

  private boolean put(Consumer<Instant> work, int most) {
    synchronized (this) {
      if (waiting.size() >= most) {
        return false;
      }
      waiting.add(work);
      if (isAnnounced) {
        return true;
      }
      isAnnounced = true;
    }
    announce.run();
    return true;
  }

  /** Takes the oldest; the next one to add after the last was taken is announced again. */
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

  synchronized int size() {
    return waiting.size();
  }
}
