package dev.weir.global.delta;

import static dev.weir.protocol.api.DeltaJobState.DONE;
import static dev.weir.protocol.api.DeltaJobState.FAILED;
import static dev.weir.protocol.api.DeltaJobState.LEASED;
import static dev.weir.protocol.api.DeltaJobState.WAITING;

import dev.weir.global.fleet.Texts;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The job's table: the state after an event; a dash where the event changes nothing.
 *
 * <pre>
 *         | WANTED  | LEASE  | RENEW  | RESULT | BROKEN  | SPENT  | LOST
 * WAITING | -       | LEASED | -      | DONE   | -       | -      | -
 * LEASED  | -       | -      | LEASED | DONE   | WAITING | FAILED | -
 * DONE    | -       | -      | -      | -      | -       | -      | WAITING
 * FAILED  | WAITING | -      | -      | DONE   | -       | -      | -
 * </pre>
 *
 * <p>A lease is an attempt. One that ends without a result, because its worker says so or says
 * nothing, leaves the job to another, {@link #ATTEMPTS} times. A result counts whoever sends it and
 * however late: what a delta is worth is decided by decoding it. The first one stays.
 */
public final class DeltaJobs {
  /** How long a worker holds a job without a word. */
  public static final Duration LEASE = Duration.ofMinutes(1);

  /** Attempts before it is given up. */
  public static final int ATTEMPTS = 3;

  private DeltaJobs() {}

  static Optional<DeltaJobState> next(DeltaJobState state, JobEvent event) {
    return switch (event) {
      case WANTED -> to(WAITING, state == FAILED);
      case LEASE -> to(LEASED, state == WAITING);
      case RENEW -> to(LEASED, state == LEASED);
      case RESULT -> to(DONE, state != DONE);
      case BROKEN -> to(WAITING, state == LEASED);
      case SPENT -> to(FAILED, state == LEASED);
      case LOST -> to(WAITING, state == DONE);
    };
  }

  private static Optional<DeltaJobState> to(DeltaJobState next, boolean fits) {
    return fits ? Optional.of(next) : Optional.empty();
  }

  /** A new job. */
  public static DeltaJob wanted(Pair pair, Instant now) {
    return fresh(pair.base(), pair.image(), "", now);
  }

  private static DeltaJob fresh(Digest base, Digest image, String reason, Instant now) {
    return new DeltaJob(base, image, WAITING, "", Optional.empty(), 0, reason, List.of(), now);
  }

  /** A rollout that starts wants it: one that was given up is tried again. */
  public static DeltaJob wantedAnew(DeltaJob job, Instant now) {
    return next(job.state(), JobEvent.WANTED).isEmpty()
        ? job
        : fresh(job.base(), job.image(), job.reason(), now);
  }

  /** A worker takes it; itself where it can't. */
  public static DeltaJob leased(DeltaJob job, String worker, Instant now) {
    if (next(job.state(), JobEvent.LEASE).isEmpty()) {
      return job;
    }
    return new DeltaJob(
        job.base(),
        job.image(),
        LEASED,
        worker,
        Optional.of(now.plus(LEASE)),
        job.attempts() + 1,
        job.reason(),
        List.of(),
        now);
  }

  /** Its holder goes on; empty where the worker does not hold it. */
  public static Optional<DeltaJob> renewed(DeltaJob job, String worker, Instant now) {
    if (!job.isHeldBy(worker)) {
      return Optional.empty();
    }
    return Optional.of(
        new DeltaJob(
            job.base(),
            job.image(),
            LEASED,
            worker,
            Optional.of(now.plus(LEASE)),
            job.attempts(),
            job.reason(),
            List.of(),
            job.at()));
  }

  /** Payloads came; itself where it is done already. */
  public static DeltaJob done(DeltaJob job, String worker, List<Payload> payloads, Instant now) {
    if (next(job.state(), JobEvent.RESULT).isEmpty()) {
      return job;
    }
    return new DeltaJob(
        job.base(),
        job.image(),
        DONE,
        worker,
        Optional.empty(),
        job.attempts(),
        "",
        List.copyOf(payloads),
        now);
  }

  /** The worker's attempt came to nothing; itself where the worker does not hold it. */
  public static DeltaJob failed(DeltaJob job, String worker, String reason, Instant now) {
    return job.isHeldBy(worker) ? broken(job, reason, now) : job;
  }

  /** The time came: a lease that is over ends the attempt. */
  public static DeltaJob observed(DeltaJob job, Instant now) {
    boolean isOver = job.until().map(end -> !end.isAfter(now)).orElse(false);
    return isOver ? broken(job, "worker " + job.worker() + " was not heard of in time", now) : job;
  }

  private static DeltaJob broken(DeltaJob job, String reason, Instant now) {
    JobEvent event = job.attempts() < ATTEMPTS ? JobEvent.BROKEN : JobEvent.SPENT;
    return next(job.state(), event)
        .map(
            state ->
                new DeltaJob(
                    job.base(),
                    job.image(),
                    state,
                    job.worker(),
                    Optional.empty(),
                    job.attempts(),
                    Texts.shortened(reason),
                    List.of(),
                    now))
        .orElse(job);
  }

  /** A payload is not here any more; itself where it has no such payload. */
  public static DeltaJob lost(DeltaJob job, Digest artifact, Instant now) {
    boolean has = job.payloads().stream().anyMatch(payload -> payload.digest().equals(artifact));
    return has && next(job.state(), JobEvent.LOST).isPresent()
        ? fresh(job.base(), job.image(), "payload " + artifact.brief() + " was damaged", now)
        : job;
  }
}
