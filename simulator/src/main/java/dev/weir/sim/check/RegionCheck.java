package dev.weir.sim.check;

import static dev.weir.sim.check.Violation.unless;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.region.device.Action;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.store.Batch;
import dev.weir.region.store.DirectiveRow;
import dev.weir.region.store.Meta;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What must hold in one region. */
public final class RegionCheck implements RegionWatch {
  private final RegionId id;
  private final Truth truth;
  private final Supplier<Instant> clock;
  private final TreeMap<DeviceId, DeviceRecord> devices = new TreeMap<>();
  private final TreeMap<RolloutId, DirectiveRow> directives = new TreeMap<>();
  private final TreeSet<Digest> relayed = new TreeSet<>();
  private final TreeMap<Long, DeviceReport> waiting = new TreeMap<>();
  private final TreeMap<DeviceId, Generation> said = new TreeMap<>();
  private final TreeMap<RolloutId, TreeSet<DeviceId>> withoutDeltas = new TreeMap<>();
  private Meta meta = Meta.NEW;

  /** A relayed report that global may not have taken yet: the counter-th of its device. */
  private record DeviceReport(DeviceId device, long counter) {}

  /**
   * Has seen nothing yet.
   *
   * @param clock the region's own time
   */
  public RegionCheck(RegionId id, Truth truth, Supplier<Instant> clock) {
    this.id = id;
    this.truth = truth;
    this.clock = clock;
  }

  @Override
  public void stores(Batch batch) {
    batch.directives().forEach(this::directive);
    batch.dropped().forEach(directives::remove);
    batch.relayed().forEach(this::relays);
    batch.gone().forEach(devices::remove);
    for (DeviceRecord row : batch.devices()) {
      checkCursor(row);
      devices.put(row.id(), row);
    }
    checkTaken(batch.meta());
    unless(
        batch.meta().incarnation() > meta.incarnation()
            || batch.meta().feedCursor() >= meta.feedCursor(),
        Invariant.FENCING,
        id + " had feed item " + meta.feedCursor() + " and has " + batch.meta().feedCursor());
    meta = batch.meta();
    if (!batch.devices().isEmpty()) {
      checkBudget();
    }
  }

  private void directive(DirectiveRow row) {
    Directive next = row.directive();
    DirectiveRow before = directives.put(next.rollout(), row);
    if (before != null) {
      List<Rank> old = before.directive().waves();
      boolean grows = next.waves().size() >= old.size();
      unless(
          grows
              && next.waves().subList(0, old.size()).equals(old)
              && next.revision() >= before.directive().revision(),
          Invariant.OPEN_RANK_NEVER_FALLS,
          id + " had " + before.directive() + " and takes " + next);
    }
  }

  private void relays(RelayedReport report) {
    Digest digest = report.report().digest();
    unless(
        relayed.add(digest),
        Invariant.REPORT_ONCE,
        id + " relays report " + digest.brief() + " of " + report.device() + " again");
    truth.keptByRegion(digest);
    waiting.put(report.sequence(), new DeviceReport(report.device(), truth.counterOf(digest)));
  }

  private void checkCursor(DeviceRecord row) {
    DeviceRecord before = devices.get(row.id());
    if (before != null
        && before.owned().ownerEpoch() == row.owned().ownerEpoch()
        && before.outbox().is(row.outbox().stream())) {
      unless(
          row.outbox().cursor() >= before.outbox().cursor(),
          Invariant.ACKNOWLEDGED_IS_DURABLE,
          id + " had " + row.id() + " up to " + before.outbox() + " and has " + row.outbox());
    }
  }

  /** Reports that a region forgets must be durable at global. */
  private void checkTaken(Meta next) {
    var taken = waiting.headMap(next.relayTaken(), true);
    for (DeviceReport report : taken.values()) {
      unless(
          truth.keptByGlobal(report.device()) >= report.counter(),
          Invariant.REPORT_NOT_LOST,
          id + " forgets report " + report + "; global has " + truth.keptByGlobal(report.device()));
    }
    taken.clear();
  }

  private void checkBudget() {
    for (DirectiveRow row : directives.values()) {
      RolloutId rollout = row.directive().rollout();
      long permits = devices.values().stream().filter(d -> holdsPermit(d, rollout)).count();
      unless(
          permits <= row.directive().maxConcurrent(),
          Invariant.BUDGET,
          id
              + " gives "
              + permits
              + " permits; "
              + row.directive().maxConcurrent()
              + " are allowed");
    }
  }

  private boolean holdsPermit(DeviceRecord device, RolloutId rollout) {
    for (Action action : device.actions()) {
      if (action.rollout().equals(rollout)
          && action.permitUntil().map(end -> end.isAfter(clock.get())).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void says(DeviceId device, Downlink downlink) {
    DeviceRecord row = devices.get(device);
    long durable = row != null && row.outbox().is(downlink.stream()) ? row.outbox().cursor() : 0;
    unless(
        downlink.acknowledged() <= durable,
        Invariant.ACKNOWLEDGED_IS_DURABLE,
        id + " tells " + device + " " + downlink.acknowledged() + " and keeps " + durable);
    if (downlink.desired().isPresent()) {
      wants(device, downlink.desired().get());
    }
  }

  private void wants(DeviceId device, DesiredState desired) {
    DeviceRecord row = devices.get(device);
    unless(
        row != null && desired.generation().compareTo(row.desired().generation()) <= 0,
        Invariant.ACKNOWLEDGED_IS_DURABLE,
        id + " tells " + device + " " + desired.generation() + " before it keeps it");
    Generation before = said.getOrDefault(device, Generation.NONE);
    if (desired.generation().isAfter(before)) {
      said.put(device, desired.generation());
      desired.goal().ifPresent(goal -> dispatches(device, goal));
    }
  }

  /** A goal under a generation that the device never heard of. */
  private void dispatches(DeviceId device, Goal goal) {
    Rank rank = truth.targets(goal.rollout()).get(device);
    Optional<Rank> open = truth.open(goal.rollout());
    unless(
        rank != null && open.isPresent() && rank.isWithin(open.get()),
        Invariant.OPEN_RANK,
        id + " dispatches " + device + " at " + rank + " in " + goal.rollout() + ", open " + open);
    DirectiveRow row = directives.get(goal.rollout());
    unless(
        row != null && row.directive().state().isOpen() && row.halted().isEmpty(),
        Invariant.HALT_HOLDS,
        id + " dispatches " + device + " in " + goal.rollout() + ", whose directive is " + row);
    Instant lease = truth.lease(id).orElse(Instant.MIN);
    unless(
        !clock.get().isAfter(lease),
        Invariant.LEASE_HOLDS,
        id + " dispatches " + device + " at " + clock.get() + " under a lease until " + lease);
    if (row != null && !goal.deltas()) {
      givesFullImage(device, goal, row.directive().fallbackBytes());
    }
  }

  /** However often it is told so. */
  private void givesFullImage(DeviceId device, Goal goal, long budget) {
    TreeSet<DeviceId> given =
        withoutDeltas.computeIfAbsent(goal.rollout(), rollout -> new TreeSet<>());
    given.add(device);
    long each =
        truth.manifest(goal.release()).payloads().stream()
            .filter(payload -> payload.base().isEmpty())
            .mapToLong(Payload::size)
            .max()
            .orElse(0);
    unless(
        given.size() * each <= budget,
        Invariant.FALLBACK_BUDGET,
        id + " gives " + given.size() + " images of " + each + " bytes; it may give " + budget);
  }

  @Override
  public void syncs(RegionSync sync) {
    unless(
        sync.feedCursor() <= meta.feedCursor(),
        Invariant.ACKNOWLEDGED_IS_DURABLE,
        id + " tells feed item " + sync.feedCursor() + " and keeps " + meta.feedCursor());
    sync.counts().forEach(this::checkCounts);
  }

  private void checkCounts(RolloutCounts counts) {
    DirectiveRow row = directives.get(counts.rollout());
    if (row == null) {
      return;
    }
    List<Rank> waves = row.directive().waves();
    int[] owned = new int[waves.size()];
    truth
        .targets(counts.rollout())
        .forEach(
            (device, rank) -> {
              if (devices.containsKey(device)) {
                for (int wave = 0; wave < owned.length; wave++) {
                  if (rank.isWithin(waves.get(wave))) {
                    owned[wave]++;
                    return;
                  }
                }
              }
            });
    for (WaveCounts wave : counts.waves()) {
      unless(
          wave.wave() < owned.length && wave.targets() == owned[wave.wave()],
          Invariant.COUNTS_WITHIN_TARGETS,
          id + " counts " + wave + " of the targets " + java.util.Arrays.toString(owned));
    }
  }

  @Override
  public void hears(FeedPage page) {
    truth.leased(id, page.leaseUntil());
  }

  /** What is durable of a device. */
  public Optional<DeviceRecord> device(DeviceId device) {
    return Optional.ofNullable(devices.get(device));
  }

  public Meta meta() {
    return meta;
  }

  /** Whom it serves with which owner epoch. */
  NavigableMap<DeviceId, Long> owned() {
    TreeMap<DeviceId, Long> owned = new TreeMap<>();
    devices.forEach((device, row) -> owned.put(device, row.owned().ownerEpoch()));
    return owned;
  }
}
