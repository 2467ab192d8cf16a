package dev.weir.sim.check;

import dev.weir.agent.update.Step;
import dev.weir.global.rollout.Rollout;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What must hold once faults have stopped and everybody had time. */
public final class Quiet {
  private final Truth truth;
  private final GlobalCheck global;
  private final List<RegionCheck> regions;
  private final TreeMap<DeviceId, DeviceCheck> devices = new TreeMap<>();

  public Quiet(
      Truth truth, GlobalCheck global, List<RegionCheck> regions, List<DeviceCheck> devices) {
    this.truth = truth;
    this.global = global;
    this.regions = List.copyOf(regions);
    devices.forEach(device -> this.devices.put(device.id(), device));
  }

  /** What does not hold yet; empty where all is quiet and as it should be. */
  public Optional<Violation> trouble() {
    try {
      devices.values().forEach(this::checkDevice);
      global.rollouts().values().forEach(this::checkRollout);
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(e);
    }
  }

  private void checkDevice(DeviceCheck device) {
    Violation.unless(
        device.step().map(Step::isFinal).orElse(true),
        Invariant.CONVERGENCE,
        device.id() + " is still in " + device.step());
    Violation.unless(
        device.boot().trial().isEmpty(),
        Invariant.CONVERGENCE,
        device.id() + " is left on trial: " + device.boot());
    long told =
        global
            .device(device.id())
            .flatMap(row -> row.last())
            .map(last -> last.report().counter())
            .orElse(0L);
    Violation.unless(
        told == device.reports(),
        Invariant.REPORT_NOT_LOST,
        device.id() + " made " + device.reports() + " reports; global has number " + told);
    Violation.unless(
        regions.stream().filter(region -> region.device(device.id()).isPresent()).count() == 1,
        Invariant.ONE_OWNER,
        device.id() + " has not one owner");
  }

  private void checkRollout(Rollout rollout) {
    RolloutState state = rollout.state();
    Violation.unless(
        state.isOver() || state == RolloutState.HALTED,
        Invariant.ROLLOUT_ENDS,
        rollout.id() + " is still " + state + " " + rollout.waves());
    if (rollout.waves().isEmpty()) {
      return;
    }
    Rank open = rollout.waves().get(rollout.waves().size() - 1).open();
    Digest image = truth.manifest(rollout.spec().release()).image();
    int running = 0;
    int inside = 0;
    for (var target : truth.targets(rollout.id()).entrySet()) {
      DeviceCheck device = devices.get(target.getKey());
      if (device != null && target.getValue().isWithin(open)) {
        inside++;
        boolean runs = device.boot().contents().image().equals(image);
        running += runs ? 1 : 0;
        Violation.unless(
            runs
                || state != RolloutState.COMPLETED
                || device.hasFailed(rollout.id())
                || device.hasLater(image, truth),
            Invariant.CONVERGENCE,
            target.getKey() + " does not run what " + rollout.id() + " wants: " + device.boot());
      }
    }
    checkCounts(rollout, inside, running);
  }

  private void checkCounts(Rollout rollout, int inside, int running) {
    List<WaveCounts> counts = global.counts(rollout.id());
    int targets = counts.stream().mapToInt(WaveCounts::targets).sum();
    int good = counts.stream().mapToInt(wave -> wave.committed() + wave.already()).sum();
    int moving = counts.stream().mapToInt(wave -> wave.working() + wave.switching()).sum();
    boolean newest =
        global.rollouts().values().stream().allMatch(other -> other.order() <= rollout.order());
    Violation.unless(
        targets == inside && moving == 0 && (!newest || good == running),
        Invariant.COUNTS_EQUAL_TRUTH,
        rollout.id()
            + " has "
            + inside
            + " targets of which "
            + running
            + " run the release; global counts "
            + counts);
  }
}
