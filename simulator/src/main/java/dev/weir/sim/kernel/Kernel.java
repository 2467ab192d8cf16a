package dev.weir.sim.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * The one queue of a simulated world: what happens next is what is due first, and of two that are
 * due together, the one that was put in first. Time is a number that only this class moves.
 */
public final class Kernel {
  /** When every simulated world begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** So many events without any progress of time mean that something is chasing its own tail. */
  private static final int RESTLESS = 2_000_000;

  private final PriorityQueue<Event> queue = new PriorityQueue<>(1024);
  private long nanos;
  private long sequence;
  private long events;
  private long since;

  /** Something that waits for its time. */
  public static final class Event implements Comparable<Event> {
    private final long at;
    private final long sequence;
    private Runnable task;

    private Event(long at, long sequence, Runnable task) {
      this.at = at;
      this.sequence = sequence;
      this.task = task;
    }

    /** It will not happen; a repeat does nothing. */
    public void cancel() {
      task = () -> {};
    }

    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
  }

  /** Puts an event in; a delay below zero is none. */
  public Event after(Duration delay, Runnable task) {
    long at = nanos + Math.max(0, delay.toNanos());
    sequence++;
    Event event = new Event(at, sequence, task);
    queue.add(event);
    return event;
  }

  /** Lets the next event happen; false where there is none until then. */
  public boolean step(Instant until) {
    Event next = queue.peek();
    if (next == null || next.at > nanosOf(until)) {
      nanos = Math.max(nanos, nanosOf(until));
      return false;
    }
    queue.remove();
    since = next.at == nanos ? since + 1 : 0;
    if (since > RESTLESS) {
      throw new IllegalStateException("the world does not come to rest at " + now());
    }
    nanos = next.at;
    events++;
    next.task.run();
    return true;
  }

  public Instant now() {
    return START.plusNanos(nanos);
  }

  /** Since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  /** How many have happened. */
  public long events() {
    return events;
  }

  private static long nanosOf(Instant time) {
    return Duration.between(START, time).toNanos();
  }
}
