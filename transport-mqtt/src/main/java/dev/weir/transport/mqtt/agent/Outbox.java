package dev.weir.transport.mqtt.agent;

import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Messages on their way: some wait here, a few are in flight until the region has answered.
 * Bounded, since an agent's memory is small. Its monitor keeps them in their order.
 */
final class Outbox {
  /** Messages that wait for an answer at a time; fewer than a region takes. */
  static final int IN_FLIGHT = 8;

  /** Messages that wait to be sent. */
  static final int WAITING = 24;

  private final ArrayDeque<Bytes> waiting = new ArrayDeque<>();
  private boolean open;
  private boolean over;
  private int inFlight;

  /** Takes a message; false where there is no room. After the end it takes and forgets. */
  synchronized boolean put(Bytes uplink) {
    if (over) {
      return true;
    }
    if (waiting.size() == WAITING) {
      return false;
    }
    waiting.add(uplink);
    return true;
  }

  /** Messages may leave from now on. */
  synchronized void open() {
    open = true;
  }

  /** The next message that may leave now; it counts as in flight. */
  synchronized Optional<Bytes> next() {
    if (!open || over || inFlight == IN_FLIGHT || waiting.isEmpty()) {
      return Optional.empty();
    }
    inFlight++;
    return Optional.of(waiting.remove());
  }

  /** A message was answered. */
  synchronized void answered() {
    inFlight--;
    notifyAll();
  }

  /** Nothing leaves any more. */
  synchronized void end() {
    over = true;
    waiting.clear();
    notifyAll();
  }

  synchronized boolean isOpen() {
    return open && !over;
  }

  /** Waits until every message is answered, or it is over, for at most this long. */
  synchronized void awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!over && inFlight + waiting.size() > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
