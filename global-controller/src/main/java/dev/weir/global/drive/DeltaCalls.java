package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.delta.Pair;
import dev.weir.global.delta.Results;
import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaEnd;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers ask and say, and what follows from leases' ends. */
final class DeltaCalls {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaCalls.class);

  private final Loop loop;
  private final Ledger ledger;
  private final ArtifactStore artifacts;
  private final DeltaWishes wishes;
  private final RolloutCalls rollouts;
  private Loop.Timer timer = () -> {};

  DeltaCalls(
      Loop loop,
      Ledger ledger,
      ArtifactStore artifacts,
      DeltaWishes wishes,
      RolloutCalls rollouts) {
    this.loop = loop;
    this.ledger = ledger;
    this.artifacts = artifacts;
    this.wishes = wishes;
    this.rollouts = rollouts;
  }

  /**
   * Gives the worker the job for which the most devices wait, of those the oldest. A worker that
   * asks holds nothing any more: what it held counts as an attempt that came to nothing.
   */
  Reply<DeltaLease> lease(String worker) {
    wishes.makeJobs();
    for (DeltaJob held : List.copyOf(ledger.jobs())) {
      change(held, DeltaJobs.failed(held, worker, "worker " + worker + " began anew", now()));
    }
    Optional<DeltaJob> best =
        ledger.jobs().stream()
            .filter(job -> job.state() == DeltaJobState.WAITING)
            .filter(job -> wishes.devices(job.pair()) > 0)
            .filter(job -> order(job).isPresent())
            .max(
                Comparator.comparingInt((DeltaJob job) -> wishes.devices(job.pair()))
                    .thenComparing(Comparator.comparing(DeltaJob::at).reversed())
                    .thenComparing(Comparator.comparing(DeltaJob::pair).reversed()));
    if (best.isEmpty()) {
      return Reply.done(new DeltaLease(Optional.empty()));
    }
    DeltaJob leased = DeltaJobs.leased(best.get(), worker, now());
    change(best.get(), leased);
    LOG.info("worker {} builds the delta {}", worker, name(leased));
    return Reply.done(new DeltaLease(order(leased)));
  }

  private Optional<DeltaOrder> order(DeltaJob job) {
    Optional<DeltaEnd> base = end(job.base());
    Optional<DeltaEnd> image = end(job.image());
    return base.isEmpty() || image.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeltaOrder(
                base.get(),
                image.get(),
                wishes.devices(job.pair()),
                job.until().orElse(Instant.EPOCH)));
  }

  private Optional<DeltaEnd> end(Digest image) {
    return wishes
        .end(image)
        .map(
            release ->
                new DeltaEnd(
                    release.id(),
                    release.manifest().version(),
                    image,
                    release.manifest().imageBytes(),
                    wishes.full(release).orElseThrow()));
  }

  Reply<DeltaJobView> renew(DeltaClaim claim) {
    return found(claim.base(), claim.image())
        .then(
            job ->
                DeltaJobs.renewed(job, claim.worker(), now())
                    .map(next -> Reply.done(changed(job, next)))
                    .orElseGet(
                        () ->
                            Reply.refused(
                                Code.STATE,
                                "the delta "
                                    + name(job)
                                    + " is "
                                    + job.state()
                                    + " and not held by "
                                    + claim.worker()
                                    + "; ask for other work")));
  }

  Reply<DeltaJobView> done(DeltaResult result) {
    return found(result.base(), result.image())
        .then(job -> Results.checked(result, fullBytes(job), artifacts::sizeOf, job))
        .map(job -> changed(job, DeltaJobs.done(job, result.worker(), result.payloads(), now())));
  }

  private long fullBytes(DeltaJob job) {
    return end(job.image()).map(end -> end.full().size()).orElse(Long.MAX_VALUE);
  }

  Reply<DeltaJobView> failed(DeltaFailure failure) {
    return found(failure.base(), failure.image())
        .map(job -> changed(job, DeltaJobs.failed(job, failure.worker(), failure.reason(), now())));
  }

  private Reply<DeltaJob> found(Digest base, Digest image) {
    return ledger
        .job(new Pair(base, image))
        .map(Reply::done)
        .orElseGet(
            () ->
                Reply.refused(
                    Code.NOT_FOUND,
                    "there is no job for a delta from " + base.brief() + " to " + image.brief()));
  }

  /** Those for which the most devices wait first. */
  Reply<DeltaJobList> page(String cursor, int limit) {
    wishes.look();
    List<DeltaJob> rows =
        ledger.jobs().stream()
            .sorted(
                Comparator.comparingInt((DeltaJob job) -> -wishes.devices(job.pair()))
                    .thenComparing(DeltaJob::pair))
            .toList();
    return Paging.page(
            rows, cursor, limit, job -> job.pair().text(), DeltaJobView.CODEC, wishes::view)
        .map(page -> new DeltaJobList(page.items(), page.next()));
  }

  /** A payload is damaged: where a job made it, it is built again. */
  void lost(Digest artifact) {
    for (DeltaJob job : List.copyOf(ledger.jobs())) {
      change(job, DeltaJobs.lost(job, artifact, now()));
    }
  }

  /** Leases that are over; also what a restart begins with. */
  void observeAll() {
    for (DeltaJob job : List.copyOf(ledger.jobs())) {
      change(job, DeltaJobs.observed(job, now()));
    }
    rearm();
  }

  private DeltaJobView changed(DeltaJob before, DeltaJob next) {
    change(before, next);
    return wishes.view(next);
  }

  /** Makes it durable, then lets regions and rollouts know. */
  private void change(DeltaJob before, DeltaJob next) {
    if (next.equals(before)) {
      return;
    }
    Commit.Builder commit = new Commit.Builder().put(next);
    told(next)
        .filter(kind -> before.state() != next.state())
        .ifPresent(kind -> ledger.note(commit, now(), kind, name(next), detail(next)));
    if (!before.payloads().equals(next.payloads())) {
      rollouts.retell(commit, next.image(), with(next));
    }
    ledger.commit(commit.build());
    rearm();
    if (before.state() != next.state()) {
      rollouts.observeAll();
    }
  }

  private Collection<DeltaJob> with(DeltaJob next) {
    SortedMap<Pair, DeltaJob> jobs = new TreeMap<>();
    ledger.jobs().forEach(job -> jobs.put(job.pair(), job));
    jobs.put(next.pair(), next);
    return jobs.values();
  }

  private static Optional<ChangeKind> told(DeltaJob job) {
    return switch (job.state()) {
      case DONE -> Optional.of(ChangeKind.DELTA_BUILT);
      case FAILED -> Optional.of(ChangeKind.DELTA_FAILED);
      case WAITING, LEASED -> Optional.empty();
    };
  }

  private static String detail(DeltaJob job) {
    return job.state() == DeltaJobState.FAILED
        ? job.reason()
        : job.payloads().isEmpty() ? "not smaller than the full image" : Amounts.bytes(job.bytes());
  }

  private String name(DeltaJob job) {
    return version(job.base()) + " to " + version(job.image());
  }

  private String version(Digest image) {
    return wishes
        .end(image)
        .map(Release::manifest)
        .map(manifest -> manifest.version().text())
        .orElse(image.brief());
  }

  private void rearm() {
    timer.cancel();
    Instant now = now();
    ledger.jobs().stream()
        .flatMap(job -> job.until().stream())
        .min(Instant::compareTo)
        .ifPresent(
            end ->
                timer =
                    loop.after(
                        end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO,
                        this::observeAll));
  }

  private Instant now() {
    return Clocks.now(loop);
  }
}
