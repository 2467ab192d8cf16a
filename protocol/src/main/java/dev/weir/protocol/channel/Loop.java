package dev.weir.protocol.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * The one thread of a driver, and its clock. Tasks run one after the other, in the order in which
 * they were handed in. Production runs them on a thread; the simulator in virtual time.
 */
public interface Loop {
  /** What time it is; drivers pass it to cores. */
  Instant now();

  /** Runs the task soon. May be called from any thread. */
  void execute(Runnable task);

  /** Runs the task after a delay, unless it is cancelled before. May be called from any thread. */
  Timer after(Duration delay, Runnable task);

  /** A task that waits for its time. */
  interface Timer {
    /** A repeat does nothing. */
    void cancel();
  }
}
