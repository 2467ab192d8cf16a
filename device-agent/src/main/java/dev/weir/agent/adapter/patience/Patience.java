package dev.weir.agent.adapter.patience;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands still while the disk is full, and tries again. All that an agent does it first makes
 * durable, so whoever owns the loop has nothing else to do meanwhile: no step is lost, none is
 * taken unwritten, and no restart is counted against a trial.
 */
public final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  private final Duration pause;
  private volatile Optional<String> waits = Optional.empty();

  /**
   * @param pause between two attempts
   */
  public Patience(Duration pause) {
    this.pause = pause;
  }

  /** What it waits for; may be asked on any thread. */
  public Optional<String> waits() {
    return waits;
  }

  /**
   * Does the work, again and again as long as the disk is full. Whatever else fails is thrown; so
   * is the last failure when the thread is interrupted.
   */
  public <T> T until(Supplier<T> work, Predicate<RuntimeException> isFull) {
    while (true) {
      try {
        T done = work.get();
        goesOn();
        return done;
      } catch (RuntimeException e) {
        if (!isFull.test(e)) {
          throw e;
        }
        waitAfter(e);
      }
    }
  }

  private void goesOn() {
    if (waits.isPresent()) {
      LOG.info("there is room again");
      waits = Optional.empty();
    }
  }

  private void waitAfter(RuntimeException trouble) {
    if (waits.isEmpty()) {
      LOG.error("the disk is full, waits for room: {}", trouble.getMessage());
    }
    waits = Optional.of(String.valueOf(trouble.getMessage()));
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble;
    }
  }
}
