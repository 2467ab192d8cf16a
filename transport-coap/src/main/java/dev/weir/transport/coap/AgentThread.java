package dev.weir.transport.coap;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of an agent's end: the library's stages, DTLS and timers run on it too, so nothing
 * here needs a lock, and nothing here may block.
 */
final class AgentThread {
  private static final Logger LOG = LoggerFactory.getLogger(AgentThread.class);

  /** A task that waits for its time. */
  interface Timer {
    void cancel();
  }

  private final ScheduledThreadPoolExecutor executor;
  private volatile @Nullable Thread thread;

  AgentThread(String name) {
    this.executor = new ScheduledThreadPoolExecutor(1, task -> make(task, name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread make(Runnable task, String name) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    thread = made;
    return made;
  }

  /** For the library. */
  ScheduledThreadPoolExecutor executor() {
    return executor;
  }

  /** Whether the caller is on this thread. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Runs the task soon; drops it after the end. Any thread. */
  void execute(Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("a task came after the end");
    }
  }

  /** Runs the task later, unless it is cancelled before or the thread has ended. */
  Timer after(Duration delay, Runnable task) {
    try {
      ScheduledFuture<?> waiting =
          executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> waiting.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /** The executor would keep what a bug throws to itself. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("a bug in the CoAP transport", e);
        throw e;
      }
    };
  }

  /** Ends when the running task does. */
  void end() {
    executor.shutdownNow();
  }
}
