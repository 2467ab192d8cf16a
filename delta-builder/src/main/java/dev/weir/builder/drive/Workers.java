package dev.weir.builder.drive;

import dev.weir.builder.worker.Attempt;
import dev.weir.builder.worker.Bounds;
import dev.weir.builder.worker.WorkApi;
import dev.weir.protocol.api.DeltaOrder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Some threads that each ask for a job, build it, and ask again. */
public final class Workers {
  /** A lease is renewed three times before it would end. */
  public static final Duration RENEWAL = Duration.ofSeconds(20);

  private final WorkApi global;
  private final Attempt attempt;
  private final Settings settings;
  private final InstantSource clock;
  private final Consumer<String> says;
  private final ScheduledExecutorService renewals = Executors.newScheduledThreadPool(1);

  /**
   * How they work.
   *
   * @param name of all of them; each one's name has its number behind it
   * @param count of jobs at a time
   * @param isOnce whether they end when there is no job
   * @param every how long they wait before they ask again
   * @param renewal how often a lease is renewed
   */
  public record Settings(
      String name, int count, boolean isOnce, Duration every, Duration renewal, Bounds bounds) {}

  /**
   * Workers that have not begun.
   *
   * @param says told what happens, a line at a time
   */
  public Workers(
      WorkApi global,
      Attempt attempt,
      Settings settings,
      InstantSource clock,
      Consumer<String> says) {
    this.global = global;
    this.attempt = attempt;
    this.settings = settings;
    this.clock = clock;
    this.says = says;
  }

  /**
   * Works until there is no job, or for ever.
   *
   * @return whether every attempt came to a result
   * @throws IOException where global does not answer or refuses, and they work only once
   */
  public boolean run() throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(settings.count());
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int number = 1; number <= settings.count(); number++) {
        String name = settings.name() + "-" + number;
        running.add(threads.submit(() -> work(name)));
      }
      boolean isGood = true;
      for (Future<Boolean> one : running) {
        isGood &= one.get();
      }
      return isGood;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException trouble) {
        throw trouble;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
      renewals.shutdownNow();
    }
  }

  private boolean work(String name) throws IOException, InterruptedException {
    boolean isGood = true;
    while (true) {
      Optional<DeltaOrder> order = ask(name);
      if (order.isPresent()) {
        isGood &=
            new Build(global, attempt, order.get(), name, settings, clock, says).run(renewals);
      } else if (settings.isOnce()) {
        return isGood;
      } else {
        TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
      }
    }
  }

  private Optional<DeltaOrder> ask(String name) throws IOException {
    String trouble;
    try {
      WorkApi.Leased leased = global.lease(name);
      if (leased instanceof WorkApi.Leased.Given given) {
        return given.lease().order();
      }
      trouble = ((WorkApi.Leased.Refused) leased).problem().detail();
    } catch (IOException e) {
      trouble = String.valueOf(e.getMessage());
    }
    if (settings.isOnce()) {
      throw new IOException(trouble);
    }
    says.accept(name + ": " + trouble);
    return Optional.empty();
  }
}
