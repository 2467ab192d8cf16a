package dev.weir.sim.kernel;

import dev.weir.protocol.channel.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The loop of one start of one node, in virtual time. When the node is killed, its loop ends, and
 * with it all that it had still to do.
 */
public final class SimLoop implements Loop {
  private final Kernel kernel;
  private final Duration pace;
  private final Consumer<Throwable> onTrouble;
  private Duration skew;
  private boolean ended;

  /**
   * For one start of a node.
   *
   * @param skew of the node's clock
   * @param pace how long the node takes to come to the next task
   * @param onTrouble hears of a task that throws
   */
  public SimLoop(Kernel kernel, Duration skew, Duration pace, Consumer<Throwable> onTrouble) {
    this.kernel = kernel;
    this.skew = skew;
    this.pace = pace;
    this.onTrouble = onTrouble;
  }

  @Override
  public Instant now() {
    return kernel.now().plus(skew);
  }

  @Override
  public void execute(Runnable task) {
    if (!ended) {
      kernel.after(pace, guarded(task));
    }
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    if (ended) {
      return () -> {};
    }
    return kernel.after(delay, guarded(task))::cancel;
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      if (!ended) {
        run(task);
      }
    };
  }

  /** Runs a piece of the node's work now; what it throws is trouble of the node. */
  public void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      onTrouble.accept(e);
    }
  }

  /** The node's clock jumps. */
  public void skew(Duration other) {
    skew = other;
  }

  /** Nothing that was handed in runs any more. */
  public void end() {
    ended = true;
  }
}
