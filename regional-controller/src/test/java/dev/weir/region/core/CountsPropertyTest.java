package dev.weir.region.core;

import static dev.weir.region.Fixtures.item;
import static dev.weir.region.Fixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.CensusRow;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.selector.Selector;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.device.Stage;
import dev.weir.region.dispatch.Dispatch;
import dev.weir.region.report.Place;
import dev.weir.region.report.Tally;
import dev.weir.region.view.DeviceFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsPropertyTest {
  private static final int DEVICES = 25;
  private static final int STEPS = 400;
  private static final List<UpdatePhase> PHASES = List.of(UpdatePhase.values());
  private static final List<FailureClass> CLASSES = List.of(FailureClass.values());

  private final Bench bench = new Bench();
  private final List<ScriptedDevice> pumps = new ArrayList<>();
  private long revision = 1;
  private int opened = 1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countsThatMoveAlwaysEqualARecount(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<FeedItem> items = new ArrayList<>();
    for (int i = 1; i <= DEVICES; i++) {
      pumps.add(new ScriptedDevice(i));
      items.add(item(pumps.get(i - 1).owned()));
    }
    items.add(item(order().permits(6).waves(Rank.ofShare(400_000)).build()));
    items.add(item(order().rollout("r2").order(2).selector("device!=pump-3").build()));
    bench.feed(items.toArray(FeedItem[]::new));
    for (int step = 0; step < STEPS; step++) {
      act(chance);
      for (RolloutCounts counts : bench.core.counts()) {
        assertThat(counts).as("seed " + seed + " step " + step).isEqualTo(recount(counts));
      }
      checkIndices();
    }
    for (RolloutCounts counts : bench.restarted().core.counts()) {
      assertThat(counts).as("after a restart").isEqualTo(recount(counts));
    }
  }

  private void act(SplittableRandom chance) {
    ScriptedDevice pump = pumps.get(chance.nextInt(DEVICES));
    switch (chance.nextInt(10)) {
      case 0 -> bench.arrives(pump);
      case 1 -> bench.leaves(pump);
      case 2 -> bench.passes(Duration.ofSeconds(chance.nextInt(400)));
      case 3 -> open(chance);
      case 4 -> {
        pump.beats(pump.phase, chance.nextInt(100));
        bench.sends(pump);
      }
      default -> report(pump, chance);
    }
  }

  private void open(SplittableRandom chance) {
    revision++;
    RolloutState state =
        List.of(RolloutState.RUNNING, RolloutState.PAUSED, RolloutState.RUNNING)
            .get(chance.nextInt(3));
    opened = Math.min(3, opened + chance.nextInt(2));
    Rank[] waves = {Rank.ofShare(400_000), Rank.ofShare(700_000), Rank.HIGHEST};
    bench.feed(
        item(
            order()
                .permits(6)
                .revision(revision)
                .state(state)
                .waves(java.util.Arrays.copyOf(waves, opened))
                .build()));
  }

  private void report(ScriptedDevice pump, SplittableRandom chance) {
    if (bench.goal(pump).isEmpty()) {
      return;
    }
    RolloutId rollout = bench.goal(pump).get().rollout();
    UpdatePhase phase = PHASES.get(chance.nextInt(PHASES.size()));
    if (phase == UpdatePhase.FAILED) {
      pump.fails(
          rollout, bench.desired(pump).generation(), CLASSES.get(chance.nextInt(CLASSES.size())));
    } else {
      pump.reports(rollout, bench.desired(pump).generation(), phase);
    }
    bench.sends(pump);
  }

  private RolloutCounts recount(RolloutCounts counts) {
    Rollout rollout = bench.core.index.rollouts.get(counts.rollout());
    Tally tally = new Tally();
    int targets = 0;
    for (Tracked device : bench.core.index.devices.values()) {
      if (rollout.matches(device)) {
        Optional<Place> place =
            Place.of(rollout.order, Rank.of(rollout.id(), device.id()), device.record);
        tally.move(Optional.empty(), place);
        targets += place.isPresent() ? 1 : 0;
      }
    }
    RolloutCounts anew =
        tally.counts(rollout.id(), rollout.order.waves().size(), rollout.halted.isPresent());
    assertThat(anew.waves().stream().mapToInt(wave -> wave.targets()).sum()).isEqualTo(targets);
    return anew;
  }

  /** Whoever pages through the targets finds each counted one once, and nobody else. */
  private void checkPages(Rollout rollout) {
    List<DeviceId> all = new ArrayList<>();
    for (WaveCounts wave : rollout.counts().waves()) {
      for (TargetState state : TargetState.values()) {
        List<Target> found = pages(rollout.id(), Optional.of(wave.wave()), Optional.of(state));
        assertThat(found).as("%s in wave %s", state, wave.wave()).hasSize(count(wave, state));
        found.forEach(target -> all.add(target.device()));
      }
    }
    assertThat(pages(rollout.id(), Optional.empty(), Optional.empty()))
        .extracting(Target::device)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(all);
  }

  private List<Target> pages(
      RolloutId rollout, Optional<Integer> wave, Optional<TargetState> state) {
    List<Target> found = new ArrayList<>();
    Optional<DeviceId> after = Optional.empty();
    do {
      TargetsAsk ask = new TargetsAsk(wave, state, after, 2);
      TargetPage page = bench.core.targets(rollout, ask).orElseThrow();
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      found.addAll(page.items());
      after = page.next().map(DeviceId::of);
    } while (after.isPresent());
    return found;
  }

  private static int count(WaveCounts wave, TargetState state) {
    return switch (state) {
      case WAITING -> wave.waiting();
      case UNREACHED -> wave.unreached();
      case WORKING -> wave.working();
      case SWITCHING -> wave.switching();
      case COMMITTED -> wave.committed();
      case SILENT -> wave.silent();
      case FAILED -> wave.failures().stream().mapToInt(FailureCount::count).sum();
      case ALREADY -> wave.already();
    };
  }

  private void checkIndices() {
    for (Rollout rollout : bench.core.index.rollouts.values()) {
      checkPages(rollout);
      List<String> permits = new ArrayList<>();
      for (Tracked device : bench.core.index.devices.values()) {
        device
            .record
            .action(rollout.id())
            .filter(action -> action.permitUntil().isPresent() || action.stage() == Stage.SWITCHING)
            .ifPresent(busy -> permits.add(device.id().text()));
      }
      assertThat(rollout.permits.keySet().stream().map(id -> id.text()).toList())
          .containsExactlyInAnyOrderElementsOf(permits);
    }
    checkReady();
    checkCensus();
    assertThat(held()).as("permits").isLessThanOrEqualTo(6);
    assertThat(bench.core.nextDue().map(due -> due.isAfter(bench.now)).orElse(true)).isTrue();
  }

  /** Each row of the census lists as many devices as it counts, and all rows list all of them. */
  private void checkCensus() {
    int all = 0;
    for (CensusRow row : bench.core.census()) {
      DeviceFilter filter =
          new DeviceFilter(
              Selector.ALL,
              Optional.empty(),
              Optional.empty(),
              row.version(),
              Optional.of(row.state()));
      assertThat(bench.core.page(filter, Optional.empty(), 1000).items())
          .as("%s", row)
          .hasSize(row.devices());
      all += row.devices();
    }
    assertThat(all).isEqualTo(DEVICES);
  }

  private void checkReady() {
    for (Tracked device : bench.core.index.devices.values()) {
      for (Member member : device.members) {
        boolean isReady =
            Dispatch.ofDevice(
                    member.rollout.order, device.candidate(member, device.winner()), bench.now)
                .isPermit();
        assertThat(member.rollout.ready.containsKey(new Rollout.Place(member.rank, device.id())))
            .as("%s waits in %s", device.id(), member.rollout.id())
            .isEqualTo(isReady);
        assertThat(member.rollout.recallable.containsKey(device.id()))
            .isEqualTo(
                device
                    .record
                    .action(member.rollout.id())
                    .filter(action -> action.stage().mayBeRecalled())
                    .isPresent());
      }
    }
  }

  /** Permits that have not ended, in the rollout that has six. */
  private long held() {
    return bench.core.index.devices.values().stream()
        .flatMap(device -> device.record.action(Fixtures.ROLLOUT).stream())
        .flatMap(action -> action.permitUntil().stream())
        .filter(end -> end.isAfter(bench.now))
        .count();
  }
}
