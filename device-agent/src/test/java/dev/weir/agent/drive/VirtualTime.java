package dev.weir.agent.drive;

import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that moves only when nothing is left to do now. */
final class VirtualTime {
  private record Task(Instant due, long number, Life life, Runnable what) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private long number;

  /** The loop of one process: what it waits for ends with it. */
  final class Life implements Loop {
    private boolean over;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void execute(Runnable task) {
      after(Duration.ZERO, task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      Task waiting = new Task(now.plus(delay), number++, this, task);
      tasks.add(waiting);
      return () -> tasks.remove(waiting);
    }

    void end() {
      over = true;
    }
  }

  Life life() {
    return new Life();
  }

  Instant now() {
    return now;
  }

  /** Runs everything that is due within this time. */
  void run(Duration length) {
    Instant end = now.plus(length);
    while (!tasks.isEmpty() && !tasks.peek().due().isAfter(end)) {
      Task task = tasks.remove();
      now = task.due().isAfter(now) ? task.due() : now;
      if (!task.life().over) {
        task.what().run();
      }
    }
    now = end;
  }
}
