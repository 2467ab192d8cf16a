package dev.weir.node;

import dev.weir.protocol.channel.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a real process: one thread, the system clock. A task that throws is a bug or a disk
 * that failed; the loop hands it to {@code onTrouble}, which ends the process so that recovery
 * starts from what is durable.
 */
public final class ThreadLoop implements Loop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

  private final Clock clock = Clock.systemUTC();
  private final Consumer<Throwable> onTrouble;
  private final ScheduledThreadPoolExecutor executor;

  public ThreadLoop(String name, Consumer<Throwable> onTrouble) {
    this.onTrouble = onTrouble;
    this.executor = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("a task came after the loop's end");
    }
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    try {
      Future<?> waiting =
          executor.schedule(guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
      return () -> waiting.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /** Asks something of what the loop's thread owns. */
  public <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            try {
              answer.complete(question.get());
            } catch (RuntimeException e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable e) {
        onTrouble.accept(e);
      }
    };
  }

  /** Lets the tasks that were handed in run to their end, for at most this long; drops timers. */
  public void drain(Duration limit) throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      executor.shutdownNow();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
