package dev.weir.global;

import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop in virtual time: nothing runs but what a test lets run. */
public final class VirtualLoop implements Loop {
  private final PriorityQueue<Task> queue =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::order));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long order;

  private record Task(Instant at, long order, Runnable work) {}

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    queue.add(new Task(now, order++, task));
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Task waiting = new Task(now.plus(delay), order++, task);
    queue.add(waiting);
    return () -> queue.remove(waiting);
  }

  /** Runs what is due, as often as that makes more due. */
  public void run() {
    advance(Duration.ZERO);
  }

  /** Lets time pass, and runs what becomes due on the way. */
  public void advance(Duration time) {
    Instant end = now.plus(time);
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Task next = queue.remove();
      now = next.at();
      next.work().run();
    }
    now = end;
  }

  /** Forgets all tasks, as the end of a process does. */
  public void crash() {
    queue.clear();
  }
}
