package dev.weir.builder.drive;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.worker.Attempt;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One job in one worker's hands. While it builds, its lease is renewed; once it is not held any
 * more, or its time is up, the encoder is stopped where it next says how far it is.
 *
 * @param name of the worker
 * @param says told what happens, a line at a time
 */
record Build(
    WorkApi global,
    Attempt attempt,
    DeltaOrder order,
    String name,
    Workers.Settings settings,
    InstantSource clock,
    Consumer<String> says) {
  /**
   * Works until global has the result, or gives up.
   *
   * @return whether global has it
   */
  boolean run(ScheduledExecutorService renewals) {
    String what = order.base().version() + " to " + order.image().version();
    says.accept(name + ": " + what + ", for " + Amounts.count(order.devices(), "device") + " ...");
    Outcome outcome = attempted(renewals);
    if (outcome instanceof Outcome.Built built) {
      long bytes = built.payloads().stream().mapToLong(one -> one.size()).min().orElse(0);
      says.accept(
          name
              + ": "
              + what
              + (bytes == 0 ? ": no delta is worth offering" : ": " + Amounts.bytes(bytes)));
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

  private Outcome attempted(ScheduledExecutorService renewals) {
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
            settings.renewal().toMillis(),
            settings.renewal().toMillis(),
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
