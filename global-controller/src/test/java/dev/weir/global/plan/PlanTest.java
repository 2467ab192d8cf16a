package dev.weir.global.plan;

import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.device;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.running;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.global.Samples;
import dev.weir.global.catalog.Release;
import dev.weir.global.fleet.Device;
import dev.weir.global.registry.Listed;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanRow;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.selector.Selector;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A fleet of six, worked by hand. By rank in rollout r: a, f, e, d, b, c. North has a, b and c;
 * south d, e and f.
 */
class PlanTest {
  private static final Duration LEASE = Duration.ofHours(1);

  private static final Release RELEASE = Samples.release("pump-2", 2);

  /** a, c, d and e run the old image; f never reported; b runs the new one. */
  private static final List<Device> FLEET =
      List.of(
          running(device("a", NORTH), Samples.OLD_IMAGE),
          running(device("b", NORTH), Samples.NEW_IMAGE),
          running(device("c", NORTH), Samples.OLD_IMAGE),
          running(device("d", SOUTH), Samples.OLD_IMAGE),
          running(device("e", SOUTH), Samples.OLD_IMAGE),
          device("f", SOUTH));

  private static PlanView plan(RolloutSpec spec, SortedMap<RolloutId, Selector> others) {
    Targets targets =
        new Targets(
            spec.rollout(),
            RELEASE,
            RELEASE.manifest().payloads(),
            Selector.parse(spec.selector()),
            others);
    FLEET.stream().map(Listed::of).forEach(targets);
    return Plan.of(spec, targets, LEASE, List.of());
  }

  private static PlanView plan(RolloutSpec spec) {
    return plan(spec, new TreeMap<>());
  }

  @Test
  void wavesTakeDevicesByRankAndBytesAreThoseOfEachOnesBestPayload() {
    PlanView plan =
        plan(spec("r", count("canary", 2, gate(1, LEASE)), all("rest", gate(4, LEASE))));

    assertThat(plan.rows())
        .extracting(
            PlanRow::wave,
            row -> row.region().text(),
            PlanRow::targets,
            PlanRow::deviceBytes,
            PlanRow::wanBytes)
        .containsExactly(
            tuple("canary", "north", 1, 1000L, 1200L),
            tuple("canary", "south", 1, 3000L, 3200L),
            tuple("rest", "north", 2, 1000L, 0L),
            tuple("rest", "south", 2, 2000L, 1000L));
    assertThat(plan.targets()).isEqualTo(6);
    assertThat(plan.already()).isEqualTo(1);
    assertThat(plan.incompatible()).isZero();
    assertThat(plan.lease()).isEqualTo(LEASE);
  }

  @Test
  void aGateThatNeedsMoreThanCanEndIsUnmeetable() {
    PlanView plan =
        plan(spec("r", count("canary", 2, gate(3, LEASE)), all("rest", gate(1, LEASE))));
    assertThat(plan.gates())
        .extracting(PlanGate::wave, PlanGate::meetable)
        .containsExactly(tuple("canary", false), tuple("rest", true));
    assertThat(plan.gates().get(0).detail()).contains("needs 3", "has 2");
  }

  @Test
  void devicesThatRunTheReleaseAlreadyDoNotMeetAGate() {
    PlanView all = plan(spec("r", all("all", gate(6, LEASE))));
    assertThat(all.gates().get(0).meetable()).isFalse();
    assertThat(all.gates().get(0).detail()).contains("1 of them");
    assertThat(plan(spec("r", all("all", gate(5, LEASE)))).gates().get(0).meetable()).isTrue();
  }

  @Test
  void aSelectorChoosesByLabelsAndByWhatADeviceIs() {
    RolloutSpec one = spec("r", "device in (a,d)", List.of(), all("all", gate(1, LEASE)));
    assertThat(plan(one).targets()).isEqualTo(2);
    RolloutSpec none = spec("r", "site=plant-9", List.of(), all("all", gate(1, LEASE)));
    assertThat(plan(none).targets()).isZero();
  }

  @Test
  void rolloutsUnderWayWithATargetInCommonAreNamed() {
    SortedMap<RolloutId, Selector> others = new TreeMap<>();
    others.put(RolloutId.of("mine"), Selector.parse("device=a"));
    others.put(RolloutId.of("theirs"), Selector.parse("site=plant-9"));
    assertThat(plan(spec("r", all("all", gate(1, LEASE))), others).overlaps())
        .containsExactly(RolloutId.of("mine"));
  }
}
