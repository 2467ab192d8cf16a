package dev.weir.global.drive;

import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.delta.Pair;
import dev.weir.global.delta.Results;
import dev.weir.global.store.ArtifactStore;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers ask and say. */
final class DeltaCalls {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaCalls.class);

  private final Loop loop;
  private final Ledger ledger;
  private final ArtifactStore artifacts;
  private final DeltaWishes wishes;
  private final DeltaChanges changes;

  DeltaCalls(
      Loop loop, Ledger ledger, ArtifactStore artifacts, DeltaWishes wishes, DeltaChanges changes) {
    this.loop = loop;
    this.ledger = ledger;
    this.artifacts = artifacts;
    this.wishes = wishes;
    this.changes = changes;
  }

  /**
   * Gives the worker the job for which the most devices wait, of those the oldest. A worker that
   * asks holds nothing any more: what it held counts as an attempt that came to nothing.
   */
  Reply<DeltaLease> lease(String worker) {
    wishes.makeJobs();
    for (DeltaJob held : List.copyOf(ledger.jobs())) {
      changes.change(
          held, DeltaJobs.failed(held, worker, "worker " + worker + " began anew", now()));
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
    changes.change(best.get(), leased);
    LOG.info("worker {} builds the delta {}", worker, changes.name(leased));
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
                                    + changes.name(job)
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

  private DeltaJobView changed(DeltaJob before, DeltaJob next) {
    changes.change(before, next);
    return wishes.view(next);
  }

  private Instant now() {
    return Clocks.now(loop);
  }
}
