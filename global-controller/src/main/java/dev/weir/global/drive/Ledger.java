package dev.weir.global.drive;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.Pair;
import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.fleet.Region;
import dev.weir.global.fleet.Texts;
import dev.weir.global.partition.Partition;
import dev.weir.global.partition.Residency;
import dev.weir.global.registry.Registry;
import dev.weir.global.rollout.Evidence;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.KeptAnswer;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The store, and in memory what every decision needs: all but devices' whole rows, feeds and
 * tokens. Memory changes only after the commit, so the two never differ.
 */
final class Ledger {
  private final GlobalStore store;
  private final SortedMap<RegionId, Region> regions = new TreeMap<>();
  private final Map<ReleaseId, Release> releases = new LinkedHashMap<>();
  private final List<Bytes> keys = new ArrayList<>();
  private final Map<RolloutId, Rollout> rollouts = new LinkedHashMap<>();

  /** Rollouts whose release was lost; nothing can be done for them before it is published again. */
  private final Map<RolloutId, Rollout> waiting = new LinkedHashMap<>();

  private final SortedMap<RegionId, List<RolloutCounts>> counts = new TreeMap<>();
  private final SortedMap<Pair, DeltaJob> jobs = new TreeMap<>();
  private final Registry registry = new Registry();
  private final Deque<Change> changes = new ArrayDeque<>();
  private Residency residency;
  private Counters counters;

  /** What the next commit is marked with. */
  private Optional<KeptAnswer> mark = Optional.empty();

  Ledger(GlobalStore store) {
    this.store = store;
    this.counters = store.counters();
    this.residency = store.residency();
    store.regions().forEach(region -> regions.put(region.id(), region));
    store.releases().forEach(release -> releases.put(release.id(), release));
    store.rollouts().forEach(rollout -> waiting.put(rollout.id(), rollout));
    awake();
    keys.addAll(store.releaseKeys());
    counts.putAll(store.counts());
    store.deltaJobs().forEach(job -> jobs.put(job.pair(), job));
    changes.addAll(store.changes());
    store.eachDevice(registry::put);
  }

  GlobalStore store() {
    return store;
  }

  void commit(Commit commit) {
    store.commit(mark.map(commit::with).orElse(commit));
    mark = Optional.empty();
    commit.regions().forEach(region -> regions.put(region.id(), region));
    commit.releases().forEach(release -> releases.put(release.id(), release));
    awake();
    commit.rollouts().forEach(rollout -> rollouts.put(rollout.id(), rollout));
    commit.keys().forEach(keys::add);
    commit.counts().forEach(vector -> counts.put(vector.region(), vector.counts()));
    commit.jobs().forEach(job -> jobs.put(job.pair(), job));
    commit.devices().forEach(registry::put);
    commit.changes().forEach(changes::addLast);
    while (changes.size() > Commit.CHANGES) {
      changes.removeFirst();
    }
    residency = commit.residency().orElse(residency);
    counters = commit.counters().orElse(counters);
  }

  private void awake() {
    for (Rollout rollout : List.copyOf(waiting.values())) {
      if (releases.containsKey(rollout.spec().release())) {
        waiting.remove(rollout.id());
        rollouts.put(rollout.id(), rollout);
      }
    }
  }

  /** Does work whose first commit is marked, so that it is known to be done. */
  <T> T marking(KeptAnswer with, Supplier<T> work) {
    mark = Optional.of(with);
    try {
      return work.get();
    } finally {
      mark = Optional.empty();
    }
  }

  Residency residency() {
    return residency;
  }

  /** Who should serve whom, by the rules and regions as they are. */
  Partition partition() {
    return new Partition(residency.rules(), regions.values());
  }

  Registry registry() {
    return registry;
  }

  /** What happened lately, oldest first. */
  Collection<Change> changes() {
    return Collections.unmodifiableCollection(changes);
  }

  /** Writes down that something happened, as part of what changes together. */
  void note(Commit.Builder commit, Instant at, ChangeKind kind, String subject, String detail) {
    long last = changes.isEmpty() ? 0 : changes.getLast().number();
    long number = last + commit.changes() + 1;
    commit.add(new Change(number, at, kind.text(), subject, Texts.shortened(detail)));
  }

  Collection<Region> regions() {
    return regions.values();
  }

  Optional<Region> region(RegionId id) {
    return Optional.ofNullable(regions.get(id));
  }

  Collection<Release> releases() {
    return releases.values();
  }

  Optional<Release> release(ReleaseId id) {
    return Optional.ofNullable(releases.get(id));
  }

  /** The release of a rollout; one whose release was lost is not given out here. */
  Release releaseOf(Rollout rollout) {
    return release(rollout.spec().release()).orElseThrow();
  }

  List<Bytes> keys() {
    return List.copyOf(keys);
  }

  List<Rollout> rollouts() {
    return List.copyOf(rollouts.values());
  }

  Optional<Rollout> rollout(RolloutId id) {
    return Optional.ofNullable(rollouts.get(id));
  }

  /** The release that a rollout waits for, where that was lost. */
  Optional<ReleaseId> waitsFor(RolloutId id) {
    return Optional.ofNullable(waiting.get(id)).map(rollout -> rollout.spec().release());
  }

  /** Jobs for deltas, by what they are of. */
  Collection<DeltaJob> jobs() {
    return Collections.unmodifiableCollection(jobs.values());
  }

  Optional<DeltaJob> job(Pair pair) {
    return Optional.ofNullable(jobs.get(pair));
  }

  Counters counters() {
    return counters;
  }

  List<RolloutCounts> countsOf(RegionId region) {
    return counts.getOrDefault(region, List.of());
  }

  /**
   * What the regions say about a rollout. That a region halted counts only where it knew the newest
   * directive when it said so: an older word is answered by a person's resume.
   */
  Evidence evidence(RolloutId rollout) {
    SortedMap<RegionId, RolloutCounts> said = new TreeMap<>();
    counts.forEach(
        (region, vector) ->
            vector.stream()
                .filter(part -> part.rollout().equals(rollout))
                .forEach(part -> said.put(region, part)));
    List<RegionId> halted =
        said.entrySet().stream()
            .filter(part -> part.getValue().halted() && knowsNewest(part.getKey(), rollout))
            .map(Map.Entry::getKey)
            .toList();
    return new Evidence(said, halted);
  }

  private boolean knowsNewest(RegionId region, RolloutId rollout) {
    long newest = store.feedNumber(region, Feeds.subject(rollout));
    return region(region).map(row -> row.feedCursor() >= newest).orElse(false);
  }

  /** Puts an item at the end of a region's feed. */
  void append(Commit.Builder commit, RegionId id, LongFunction<FeedItem> item) {
    Region region = commit.region(id).or(() -> region(id)).orElseThrow();
    long number = region.feedEnd() + 1;
    commit.put(region.withFeedEnd(number));
    commit.add(new Commit.Fed(id, item.apply(number)));
  }

  /** Tells every region. */
  void fanOut(Commit.Builder commit, Directive directive) {
    for (RegionId region : regions.keySet()) {
      append(commit, region, number -> Feeds.item(number, directive));
    }
  }
}
