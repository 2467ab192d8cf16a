package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.delta.Pair;
import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Steps of jobs, and what follows from them: for regions, for rollouts, and for leases' ends. */
final class DeltaChanges {
  private final Loop loop;
  private final Ledger ledger;
  private final DeltaWishes wishes;
  private final RolloutCalls rollouts;
  private Loop.Timer timer = () -> {};

  DeltaChanges(Loop loop, Ledger ledger, DeltaWishes wishes, RolloutCalls rollouts) {
    this.loop = loop;
    this.ledger = ledger;
    this.wishes = wishes;
    this.rollouts = rollouts;
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

  /** Makes it durable, then lets regions and rollouts know. */
  void change(DeltaJob before, DeltaJob next) {
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
        : job.payloads().isEmpty() ? "no delta is worth offering" : Amounts.bytes(job.bytes());
  }

  String name(DeltaJob job) {
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
