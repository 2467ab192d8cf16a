package dev.weir.builder.drive;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.worker.Attempt;
import dev.weir.builder.worker.Bounds;
import dev.weir.builder.worker.Outcome;
import dev.weir.builder.worker.Stopped;
import dev.weir.builder.worker.WorkApi;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.wire.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Some threads that each ask for a job, build it, and ask again. While one builds, its lease is
 * renewed; once it is not held any more, or its time is up, the encoder is stopped where it next
 * says how far it is.
 */
public final class Workers {
  /** How often a lease is renewed: three times before it would end. */
  static final Duration RENEWAL = Duration.ofSeconds(20);

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
   */
  public record Settings(String name, int count, boolean isOnce, Duration every, Bounds bounds) {}

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
        isGood &= build(order.get(), name);
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

  private boolean build(DeltaOrder order, String name) throws IOException {
    String what = order.base().version() + " to " + order.image().version();
    says.accept(name + ": " + what + ", for " + Amounts.count(order.devices(), "device") + " ...");
    Outcome outcome = attempted(order, name);
    if (outcome instanceof Outcome.Built built) {
      long bytes = built.payloads().stream().mapToLong(one -> one.size()).min().orElse(0);
      says.accept(
          name
              + ": "
              + what
              + (bytes == 0 ? ": not smaller than the full image" : ": " + Amounts.bytes(bytes)));
      return true;
    }
    String reason = ((Outcome.GivenUp) outcome).reason();
    says.accept(name + ": " + what + ": given up: " + reason);
    tell(new DeltaFailure(order.base().image(), order.image().image(), name, shortened(reason)));
    return false;
  }

  /** Whether a job is still its worker's; the renewals say so to the encoder. */
  private static final class Hold {
    volatile String lost = "";
  }

  private Outcome attempted(DeltaOrder order, String name) throws IOException {
    Hold hold = new Hold();
    Instant end = clock.instant().plus(settings.bounds().time());
    Progress progress =
        (step, done, total) -> {
          if (!clock.instant().isBefore(end)) {
            throw new Stopped("took longer than " + Amounts.span(settings.bounds().time()));
          }
          if (!hold.lost.isEmpty()) {
            throw new Stopped(hold.lost);
          }
        };
    DeltaClaim claim = new DeltaClaim(order.base().image(), order.image().image(), name);
    ScheduledFuture<?> renewal =
        renewals.scheduleWithFixedDelay(
            () -> renew(claim, hold),
            RENEWAL.toMillis(),
            RENEWAL.toMillis(),
            TimeUnit.MILLISECONDS);
    try (WorkFolder folder = WorkFolder.fresh()) {
      return attempt.run(order, name, folder.path(), progress);
    } catch (IOException | IllegalStateException | Stopped | OutOfMemoryError e) {
      return new Outcome.GivenUp(String.valueOf(e.getMessage()));
    } finally {
      renewal.cancel(false);
    }
  }

  private void renew(DeltaClaim claim, Hold hold) {
    try {
      global.renew(claim).ifPresent(problem -> hold.lost = problem.detail());
    } catch (IOException e) {
      says.accept(claim.worker() + ": " + e.getMessage());
    }
  }

  private void tell(DeltaFailure failure) {
    try {
      Optional<Problem> problem = global.failed(failure);
      problem.ifPresent(no -> says.accept(failure.worker() + ": " + no.detail()));
    } catch (IOException e) {
      says.accept(failure.worker() + ": " + e.getMessage());
    }
  }

  private static String shortened(String text) {
    return text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT - 3) + "...";
  }
}
