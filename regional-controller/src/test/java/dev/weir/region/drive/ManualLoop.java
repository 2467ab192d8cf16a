package dev.weir.region.drive;

import dev.weir.protocol.channel.Loop;
import dev.weir.region.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop in virtual time: nothing runs unless a test lets it. */
final class ManualLoop implements Loop {
  private static final class Task {
    final Instant at;
    final long sequence;
    final Runnable work;
    boolean isCancelled;

    Task(Instant at, long sequence, Runnable work) {
      this.at = at;
      this.sequence = sequence;
      this.work = work;
    }
  }

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.<Task, Instant>comparing(task -> task.at)
              .thenComparingLong(task -> task.sequence));
  private Instant now = Fixtures.START;
  private long sequence;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(new Task(now, sequence++, task));
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Task waiting = new Task(now.plus(delay), sequence++, task);
    tasks.add(waiting);
    return () -> waiting.isCancelled = true;
  }

  /** Runs what is due within this time. */
  void run(Duration time) {
    Instant end = now.plus(time);
    while (!tasks.isEmpty() && !tasks.peek().at.isAfter(end)) {
      Task task = tasks.remove();
      if (!task.isCancelled) {
        now = task.at.isAfter(now) ? task.at : now;
        task.work.run();
      }
    }
    now = end;
  }

  /** The process died: nothing that waited will run. */
  void forget() {
    tasks.clear();
  }
}
