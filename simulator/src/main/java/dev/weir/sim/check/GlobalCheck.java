package dev.weir.sim.check;

import static dev.weir.sim.check.Violation.unless;

import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Wave;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What must hold at global. */
public final class GlobalCheck implements GlobalWatch {
  private static final long MILLION = 1_000_000;

  private final Truth truth;
  private final Supplier<Instant> now;
  private final TreeMap<RegionId, Region> regions = new TreeMap<>();
  private final TreeMap<DeviceId, Device> devices = new TreeMap<>();
  private final TreeMap<RolloutId, Rollout> rollouts = new TreeMap<>();
  private final TreeMap<RegionId, Long> fed = new TreeMap<>();
  private final TreeMap<RegionId, List<RolloutCounts>> counts = new TreeMap<>();

  /**
   * Has seen nothing yet.
   *
   * @param now the world's time, which is global's
   */
  public GlobalCheck(Truth truth, Supplier<Instant> now) {
    this.truth = truth;
    this.now = now;
  }

  @Override
  public void stores(Commit commit) {
    commit.devices().forEach(this::device);
    commit.regions().forEach(this::region);
    commit.rollouts().forEach(this::rollout);
    commit.counts().forEach(vector -> counts.put(vector.region(), vector.counts()));
    commit.feed().forEach(item -> fed.merge(item.region(), item.item().sequence(), Math::max));
  }

  private void device(Device row) {
    Device before = devices.put(row.id(), row);
    unless(
        before == null
            || row.ownerEpoch() > before.ownerEpoch()
            || (row.ownerEpoch() == before.ownerEpoch() && row.region().equals(before.region())),
        Invariant.ONE_OWNER,
        row.id() + " went from " + before + " to " + row);
    row.last().ifPresent(last -> truth.keptByGlobal(row.id(), last.report().counter()));
  }

  private void region(Region row) {
    Region before = regions.put(row.id(), row);
    unless(
        before == null
            || row.incarnation() > before.incarnation()
            || (row.incarnation() == before.incarnation() && row.sequence() >= before.sequence()),
        Invariant.FENCING,
        row.id() + " was " + before + " and is " + row);
  }

  private void rollout(Rollout row) {
    Rollout before = rollouts.put(row.id(), row);
    List<Wave> old = before == null ? List.of() : before.waves();
    unless(row.waves().size() >= old.size(), Invariant.OPEN_RANK_NEVER_FALLS, row.id() + " shrank");
    Optional<Rank> floor = Optional.empty();
    for (int i = 0; i < row.waves().size(); i++) {
      Rank open = row.waves().get(i).open();
      unless(
          (i >= old.size() || open.equals(old.get(i).open()))
              && (floor.isEmpty() || floor.get().isWithin(open)),
          Invariant.OPEN_RANK_NEVER_FALLS,
          row.id() + " has wave " + i + " open up to " + open + "; before " + old);
      if (i >= old.size() && i > 0) {
        checkGate(row, i - 1);
      }
      floor = Optional.of(open);
      truth.opened(row.id(), open);
    }
  }

  /** By what the devices really are: so many must have kept it, for so long. */
  private void checkGate(Rollout row, int passed) {
    Gate gate = truth.spec(row.id()).waves().get(passed).gate();
    Optional<Rank> above =
        passed == 0 ? Optional.empty() : Optional.of(row.waves().get(passed - 1).open());
    List<Instant> commits = truth.commits(row.id(), above, row.waves().get(passed).open());
    long needed = (gate.leastSample() * (long) gate.success() + MILLION - 1) / MILLION;
    unless(
        commits.size() >= needed,
        Invariant.GATE_BEFORE_WAVE,
        row.id() + " leaves wave " + passed + " with " + commits.size() + " of " + needed);
    if (needed > 0) {
      Duration held = Duration.between(commits.get((int) needed - 1), now.get());
      unless(
          held.compareTo(gate.bake()) >= 0,
          Invariant.GATE_BEFORE_WAVE,
          row.id() + " leaves wave " + passed + " after " + held + "; it bakes " + gate.bake());
    }
  }

  @Override
  public void answers(RegionId region, FeedPage page) {
    Region row = regions.get(region);
    unless(
        row != null && page.reportsTaken() <= row.reportsTaken(),
        Invariant.ACKNOWLEDGED_IS_DURABLE,
        "global tells " + region + " " + page.reportsTaken() + " reports and keeps " + row);
    for (FeedItem item : page.items()) {
      unless(
          item.sequence() <= fed.getOrDefault(region, 0L),
          Invariant.ACKNOWLEDGED_IS_DURABLE,
          "global tells " + region + " feed item " + item.sequence() + " before it keeps it");
    }
  }

  /** What all regions count in a rollout, wave by wave. */
  List<WaveCounts> counts(RolloutId id) {
    return counts.values().stream()
        .flatMap(List::stream)
        .filter(part -> part.rollout().equals(id))
        .flatMap(part -> part.waves().stream())
        .toList();
  }

  /** The device's row. */
  public Optional<Device> device(DeviceId id) {
    return Optional.ofNullable(devices.get(id));
  }

  public Optional<Rollout> rollout(RolloutId id) {
    return Optional.ofNullable(rollouts.get(id));
  }

  NavigableMap<RolloutId, Rollout> rollouts() {
    return rollouts;
  }
}
