package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.Additions;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.DeltaJobs;
import dev.weir.global.delta.Demand;
import dev.weir.global.delta.Pair;
import dev.weir.global.rollout.Readiness;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.ArtifactStore;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which deltas rollouts that are not over could use, and how far they are. Devices are counted
 * again when they are asked for and the last count is {@link #FRESH} old.
 */
final class DeltaWishes {
  /** How long a count stands. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private final Loop loop;
  private final Ledger ledger;
  private final ArtifactStore artifacts;
  private Demand demand = new Demand(List.of());
  private Instant countedAt = Instant.EPOCH;

  DeltaWishes(Loop loop, Ledger ledger, ArtifactStore artifacts) {
    this.loop = loop;
    this.ledger = ledger;
    this.artifacts = artifacts;
  }

  /**
   * A rollout is about to be started: puts the jobs that it wants, and again those that were given
   * up.
   */
  Readiness wantedBy(Rollout rollout, Commit.Builder commit) {
    List<Rollout> rollouts = new ArrayList<>(open());
    rollouts.add(rollout);
    count(rollouts);
    int done = 0;
    List<Pair> pairs = pairs(rollout);
    for (Pair pair : pairs) {
      DeltaJob job =
          ledger
              .job(pair)
              .map(known -> DeltaJobs.wantedAnew(known, now()))
              .orElseGet(() -> DeltaJobs.wanted(pair, now()));
      done += job.state() == DeltaJobState.DONE ? 1 : 0;
      commit.put(job);
    }
    return new Readiness(pairs.size(), done, 0);
  }

  /** Makes the jobs that came to be wanted since, such as by devices that reported only now. */
  void makeJobs() {
    look();
    Map<Pair, DeltaJob> jobs = new TreeMap<>();
    for (Rollout rollout : open()) {
      for (Pair pair : pairs(rollout)) {
        if (ledger.job(pair).isEmpty()) {
          jobs.put(pair, DeltaJobs.wanted(pair, now()));
        }
      }
    }
    if (!jobs.isEmpty()) {
      Commit.Builder commit = new Commit.Builder();
      jobs.values().forEach(commit::put);
      ledger.commit(commit.build());
    }
  }

  /** Counts where that is due; changes nothing that is stored. */
  void look() {
    if (!countedAt.plus(FRESH).isAfter(now())) {
      count(open());
    }
  }

  private List<Rollout> open() {
    return ledger.rollouts().stream().filter(row -> !row.state().isOver()).toList();
  }

  private void count(List<Rollout> rollouts) {
    demand =
        counted(
            rollouts.stream()
                .map(row -> wish(row.id(), ledger.releaseOf(row), row.spec().selector()))
                .toList());
    countedAt = now();
  }

  private static Demand.Wish wish(RolloutId rollout, Release release, String selector) {
    return new Demand.Wish(rollout, release, Selector.parse(selector));
  }

  private Demand counted(List<Demand.Wish> rollouts) {
    Demand fresh = new Demand(rollouts);
    ledger.registry().all().forEach(fresh);
    return fresh;
  }

  /** Deltas that many of its targets could take, and that its release is not signed with. */
  List<Pair> pairs(Rollout rollout) {
    return pairs(rollout.id(), ledger.releaseOf(rollout), demand);
  }

  private List<Pair> pairs(RolloutId rollout, Release release, Demand counted) {
    List<Pair> pairs = new ArrayList<>();
    for (Digest base : counted.hot(rollout)) {
      Pair pair = new Pair(base, release.manifest().image());
      if (end(base).isPresent()
          && end(pair.image()).isPresent()
          && !Additions.isSigned(release.manifest(), pair)) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /** The newest release with this image whose full payload is here. */
  Optional<Release> end(Digest image) {
    return ledger.releases().stream()
        .filter(release -> release.manifest().image().equals(image))
        .filter(release -> full(release).isPresent())
        .reduce((older, newer) -> newer);
  }

  /** The payload that a release's image is decoded from. */
  Optional<Payload> full(Release release) {
    return release.manifest().payloads().stream()
        .filter(payload -> payload.base().isEmpty())
        .filter(payload -> artifacts.sizeOf(payload.digest()).isPresent())
        .findFirst();
  }

  Readiness readiness(Rollout rollout) {
    look();
    List<Pair> pairs = pairs(rollout);
    return new Readiness(
        pairs.size(), in(pairs, DeltaJobState.DONE), in(pairs, DeltaJobState.FAILED));
  }

  private int in(List<Pair> pairs, DeltaJobState state) {
    return (int)
        pairs.stream()
            .flatMap(pair -> ledger.job(pair).stream())
            .filter(job -> job.state() == state)
            .count();
  }

  int devices(Pair pair) {
    return demand.waiting(pair);
  }

  /** The jobs of a rollout that is not over. */
  List<DeltaJobView> views(Rollout rollout) {
    look();
    return pairs(rollout).stream()
        .flatMap(pair -> ledger.job(pair).stream())
        .limit(Limits.DELTAS)
        .map(this::view)
        .toList();
  }

  /** What a rollout that is only planned would want and does not have yet. */
  List<DeltaJobView> missing(RolloutSpec spec, Release release) {
    Demand counted = counted(List.of(wish(spec.rollout(), release, spec.selector())));
    return pairs(spec.rollout(), release, counted).stream()
        .map(pair -> ledger.job(pair).orElseGet(() -> DeltaJobs.wanted(pair, now())))
        .filter(job -> job.state() != DeltaJobState.DONE)
        .limit(Limits.DELTAS)
        .map(job -> view(job, counted.waiting(job.pair())))
        .toList();
  }

  DeltaJobView view(DeltaJob job) {
    return view(job, devices(job.pair()));
  }

  private DeltaJobView view(DeltaJob job, int devices) {
    return new DeltaJobView(
        job.base(),
        job.image(),
        job.state(),
        end(job.base()).map(release -> release.manifest().version()),
        end(job.image()).map(release -> release.manifest().version()),
        devices,
        job.worker(),
        job.until(),
        job.attempts(),
        job.reason(),
        job.bytes(),
        job.at());
  }

  private Instant now() {
    return Clocks.now(loop);
  }
}
