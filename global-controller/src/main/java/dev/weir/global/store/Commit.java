package dev.weir.global.store;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.delta.Pair;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changes together. Rows replace those with the same key.
 *
 * @param regions rows
 * @param devices rows
 * @param filed reports to be added to those of their devices
 * @param releases new ones
 * @param keys new public keys of release signers
 * @param rollouts each with the version after the stored one; the first version is 1
 * @param feed items, each replacing the older one about the same subject
 * @param counts whole vectors
 * @param tokens rows
 * @param members rows
 * @param jobs rows
 * @param answers rows; those that are too old or too many by then are dropped
 * @param changes of the fleet, each with the number after the one before
 * @param residency the rules, where they were put or settled
 * @param counters the newest numbers, where one was given out
 */
public record Commit(
    List<Region> regions,
    List<Device> devices,
    List<Filed> filed,
    List<Release> releases,
    List<Bytes> keys,
    List<Rollout> rollouts,
    List<Fed> feed,
    List<Vector> counts,
    List<JoinToken> tokens,
    List<Member> members,
    List<DeltaJob> jobs,
    List<KeptAnswer> answers,
    List<Change> changes,
    Optional<Residency> residency,
    Optional<Counters> counters) {
  /** Changes of the fleet that are kept: the newest. */
  public static final int CHANGES = 1000;

  /** Reports of one device that are kept: the newest by their counter. */
  public static final int DEVICE_REPORTS = 64;

  /** A device's report; it takes the place of one with the same counter. */
  public record Filed(DeviceId device, Report report) {}

  /** An item of a region's feed. */
  public record Fed(RegionId region, FeedItem item) {}

  /** A region's whole count vector; rollouts that it does not name are no longer there. */
  public record Vector(RegionId region, List<RolloutCounts> counts) {}

  /** The same, with a mark that it was done. */
  public Commit with(KeptAnswer mark) {
    return new Commit(
        regions,
        devices,
        filed,
        releases,
        keys,
        rollouts,
        feed,
        counts,
        tokens,
        members,
        jobs,
        List.of(mark),
        changes,
        residency,
        counters);
  }

  /** Collects what changes together; a row that is put twice is stored once, as it was put last. */
  public static final class Builder {
    private final Map<RegionId, Region> regions = new LinkedHashMap<>();
    private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    private final List<Filed> filed = new ArrayList<>();
    private final List<Release> releases = new ArrayList<>();
    private final List<Bytes> keys = new ArrayList<>();
    private final List<Rollout> rollouts = new ArrayList<>();
    private final List<Fed> feed = new ArrayList<>();
    private final List<Vector> counts = new ArrayList<>();
    private final List<JoinToken> tokens = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<Pair, DeltaJob> jobs = new LinkedHashMap<>();
    private final List<KeptAnswer> answers = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private Optional<Residency> residency = Optional.empty();
    private Optional<Counters> counters = Optional.empty();

    public Builder put(Region region) {
      regions.put(region.id(), region);
      return this;
    }

    public Builder put(Device device) {
      devices.put(device.id(), device);
      return this;
    }

    public Builder add(Filed report) {
      filed.add(report);
      return this;
    }

    public Builder add(Release release) {
      releases.add(release);
      return this;
    }

    public Builder addKey(Bytes key) {
      keys.add(key);
      return this;
    }

    /** Its version must be the one after the stored one. */
    public Builder put(Rollout rollout) {
      rollouts.add(rollout);
      return this;
    }

    public Builder add(Fed item) {
      feed.add(item);
      return this;
    }

    public Builder put(Vector vector) {
      counts.add(vector);
      return this;
    }

    public Builder put(JoinToken token) {
      tokens.add(token);
      return this;
    }

    public Builder put(Member member) {
      members.add(member);
      return this;
    }

    public Builder put(DeltaJob job) {
      jobs.put(job.pair(), job);
      return this;
    }

    public Builder put(KeptAnswer answer) {
      answers.add(answer);
      return this;
    }

    public Builder add(Change change) {
      changes.add(change);
      return this;
    }

    /** What was added here. */
    public int changes() {
      return changes.size();
    }

    public Builder put(Residency rules) {
      residency = Optional.of(rules);
      return this;
    }

    public Builder put(Counters newest) {
      counters = Optional.of(newest);
      return this;
    }

    /** The numbers that were put here last. */
    public Optional<Counters> counters() {
      return counters;
    }

    /** The row that was put here last. */
    public Optional<Region> region(RegionId id) {
      return Optional.ofNullable(regions.get(id));
    }

    /** The row that was put here last. */
    public Optional<Device> device(DeviceId id) {
      return Optional.ofNullable(devices.get(id));
    }

    public Commit build() {
      return new Commit(
          List.copyOf(regions.values()),
          List.copyOf(devices.values()),
          List.copyOf(filed),
          List.copyOf(releases),
          List.copyOf(keys),
          List.copyOf(rollouts),
          List.copyOf(feed),
          List.copyOf(counts),
          List.copyOf(tokens),
          List.copyOf(members),
          List.copyOf(jobs.values()),
          List.copyOf(answers),
          List.copyOf(changes),
          residency,
          counters);
    }
  }
}
