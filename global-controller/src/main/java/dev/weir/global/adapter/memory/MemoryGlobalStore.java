package dev.weir.global.adapter.memory;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.Pair;
import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.KeptAnswer;
import dev.weir.global.store.Member;
import dev.weir.global.store.Salvaged;
import dev.weir.global.store.StaleRollout;
import dev.weir.global.store.Survey;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The store in memory. It outlives the driver that uses it, as a disk outlives a process: a
 * simulated crash drops the driver and gives the store to the next one. What a commit did not
 * finish, it did not begin.
 */
public final class MemoryGlobalStore implements GlobalStore {
  private final SortedMap<RegionId, Region> regions = new TreeMap<>();
  private final SortedMap<String, Device> devices = new TreeMap<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Map<DeviceId, TreeMap<Long, Report>> reports = new HashMap<>();
  private final Map<ReleaseId, Release> releases = new LinkedHashMap<>();
  private final List<Bytes> keys = new ArrayList<>();
  private final Map<RolloutId, Rollout> rollouts = new LinkedHashMap<>();
  private final Map<RegionId, MemoryFeed> feeds = new HashMap<>();
  private final SortedMap<RegionId, List<RolloutCounts>> counts = new TreeMap<>();
  private final Map<Digest, JoinToken> tokens = new HashMap<>();
  private final Map<String, Member> members = new HashMap<>();
  private final Map<Digest, KeptAnswer> answers = new HashMap<>();
  private final SortedMap<Pair, DeltaJob> jobs = new TreeMap<>();
  private Residency residency = Residency.NONE;
  private Counters counters = Counters.NONE;

  @Override
  public List<Region> regions() {
    return List.copyOf(regions.values());
  }

  @Override
  public List<Release> releases() {
    return List.copyOf(releases.values());
  }

  @Override
  public List<Bytes> releaseKeys() {
    return List.copyOf(keys);
  }

  @Override
  public List<Rollout> rollouts() {
    return rollouts.values().stream().sorted(Comparator.comparingLong(Rollout::order)).toList();
  }

  @Override
  public SortedMap<RegionId, List<RolloutCounts>> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public List<DeltaJob> deltaJobs() {
    return List.copyOf(jobs.values());
  }

  @Override
  public Residency residency() {
    return residency;
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Optional<Device> device(DeviceId id) {
    return Optional.ofNullable(devices.get(id.text()));
  }

  @Override
  public List<Device> devices(List<DeviceId> ids) {
    return ids.stream().flatMap(id -> device(id).stream()).toList();
  }

  @Override
  public void eachDevice(Consumer<Device> taker) {
    devices.values().forEach(taker);
  }

  @Override
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  @Override
  public List<Report> reportsOf(DeviceId device) {
    return List.copyOf(reports.getOrDefault(device, new TreeMap<>()).values());
  }

  @Override
  public List<FeedItem> feed(RegionId region, long above, int limit) {
    MemoryFeed feed = feeds.get(region);
    return feed == null ? List.of() : feed.above(above, limit);
  }

  @Override
  public long feedNumber(RegionId region, String subject) {
    MemoryFeed feed = feeds.get(region);
    return feed == null ? 0 : feed.numberOf(subject);
  }

  @Override
  public Optional<JoinToken> token(Digest hash) {
    return Optional.ofNullable(tokens.get(hash));
  }

  @Override
  public Optional<Member> member(String uri) {
    return Optional.ofNullable(members.get(uri));
  }

  @Override
  public Optional<KeptAnswer> answer(Digest key) {
    return Optional.ofNullable(answers.get(key));
  }

  @Override
  public void survey(Survey taker) {
    members.keySet().forEach(taker::member);
    devices.values().forEach(taker::device);
    feeds.forEach(
        (region, feed) ->
            feed.above(0, Integer.MAX_VALUE).forEach(item -> taker.fed(region, item)));
    tokens.values().forEach(taker::token);
  }

  /** Memory is not corrupt. */
  @Override
  public Optional<Salvaged> salvaged() {
    return Optional.empty();
  }

  @Override
  public void settleSalvage() {}

  @Override
  public void commit(Commit commit) {
    commit.rollouts().forEach(this::checkVersion);
    commit.regions().forEach(region -> regions.put(region.id(), region));
    commit.devices().forEach(device -> devices.put(device.id().text(), device));
    commit.filed().forEach(this::file);
    commit.releases().forEach(release -> releases.put(release.id(), release));
    commit.keys().forEach(keys::add);
    commit.rollouts().forEach(rollout -> rollouts.put(rollout.id(), rollout));
    commit
        .feed()
        .forEach(
            fed -> feeds.computeIfAbsent(fed.region(), id -> new MemoryFeed()).put(fed.item()));
    commit.counts().forEach(vector -> counts.put(vector.region(), vector.counts()));
    commit.tokens().forEach(token -> tokens.put(token.hash(), token));
    commit.members().forEach(member -> members.put(member.uri(), member));
    commit.jobs().forEach(job -> jobs.put(job.pair(), job));
    commit.answers().forEach(this::keep);
    commit.changes().forEach(this::log);
    residency = commit.residency().orElse(residency);
    counters = commit.counters().orElse(counters);
  }

  private void checkVersion(Rollout rollout) {
    Rollout stored = rollouts.get(rollout.id());
    long found = stored == null ? 0 : stored.version();
    if (rollout.version() != found + 1) {
      throw new StaleRollout(rollout.id(), rollout.version(), found);
    }
  }

  private void log(Change change) {
    changes.addLast(change);
    if (changes.size() > Commit.CHANGES) {
      changes.removeFirst();
    }
  }

  private void file(Commit.Filed filed) {
    TreeMap<Long, Report> kept = reports.computeIfAbsent(filed.device(), id -> new TreeMap<>());
    kept.put(filed.report().counter(), filed.report());
    if (kept.size() > Commit.DEVICE_REPORTS) {
      kept.pollFirstEntry();
    }
  }

  private void keep(KeptAnswer answer) {
    answers.put(answer.key(), answer);
    answers.values().removeIf(row -> !row.isKept(answer.at()));
    if (answers.size() > KeptAnswer.MOST) {
      answers.values().stream()
          .min(Comparator.comparing(KeptAnswer::at))
          .ifPresent(oldest -> answers.remove(oldest.key()));
    }
  }

  @Override
  public void close() {}

  /** The newest item about each subject, by its number. */
  private static final class MemoryFeed {
    private final TreeMap<Long, FeedItem> items = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    void put(FeedItem item) {
      Long older = numbers.put(Feeds.subject(item), item.sequence());
      if (older != null) {
        items.remove(older);
      }
      items.put(item.sequence(), item);
    }

    List<FeedItem> above(long number, int limit) {
      return items.tailMap(number, false).values().stream().limit(limit).toList();
    }

    long numberOf(String subject) {
      return numbers.getOrDefault(subject, 0L);
    }
  }
}
