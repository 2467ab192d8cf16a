package dev.weir.region.core;

import static dev.weir.region.Fixtures.FULL;
import static dev.weir.region.Fixtures.ROLLOUT;
import static dev.weir.region.Fixtures.item;
import static dev.weir.region.Fixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.store.DirectiveRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Full images in place of deltas that devices could not apply. */
class FallbackTest {
  private final List<ScriptedDevice> pumps =
      IntStream.rangeClosed(1, 3).mapToObj(ScriptedDevice::new).toList();
  private final ScriptedDevice pump = pumps.get(0);
  private Bench bench = new Bench();

  private void starts(long budget) {
    List<FeedItem> items = new ArrayList<>();
    pumps.forEach(device -> items.add(item(device.owned())));
    items.add(item(order().fallback(budget).build()));
    bench.feed(items.toArray(FeedItem[]::new));
    pumps.forEach(bench::arrives);
  }

  private void failsWithDelta(ScriptedDevice device) {
    failsWithDelta(device, FailureClass.CANNOT_APPLY);
  }

  private void failsWithDelta(ScriptedDevice device, FailureClass failure) {
    bench.reports(device, UpdatePhase.OFFERED, UpdatePhase.DOWNLOADING);
    device.failsWithDelta(ROLLOUT, bench.desired(device).generation(), failure);
    bench.sends(device);
  }

  private boolean takesDeltas(ScriptedDevice device) {
    return bench.goal(device).map(Goal::deltas).orElse(true);
  }

  private Explanation why(ScriptedDevice device) {
    return bench.core.why(ROLLOUT, device.id, bench.now).orElseThrow();
  }

  private LocalRolloutView view() {
    return bench.core.rollouts().items().get(0);
  }

  @Test
  void aDeviceThatCanNotApplyItsDeltaIsGivenTheFullImage() {
    starts(FULL);
    Generation before = bench.desired(pump).generation();
    failsWithDelta(pump);
    assertThat(bench.wave(0).failures()).isEmpty();
    assertThat(bench.goal(pump).orElseThrow().deltas()).isFalse();
    assertThat(bench.desired(pump).generation()).isGreaterThan(before);
    assertThat(view().fallbacks()).isEqualTo(1);
    assertThat(view().fallbackUsed()).isEqualTo(FULL);
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING, UpdatePhase.COMMITTED);
    assertThat(bench.wave(0).committed()).isEqualTo(1);
  }

  @Test
  void aDigestThatIsNotRightIsAnsweredLikewiseAndOtherFailuresAreNot() {
    starts(3 * FULL);
    failsWithDelta(pump, FailureClass.DIGEST_MISMATCH);
    assertThat(takesDeltas(pump)).isFalse();
    failsWithDelta(pumps.get(1), FailureClass.NO_ROOM);
    assertThat(takesDeltas(pumps.get(1))).isTrue();
    bench.fails(pumps.get(2), FailureClass.CANNOT_APPLY);
    assertThat(takesDeltas(pumps.get(2))).as("it took no delta").isTrue();
    assertThat(bench.wave(0).failed()).isEqualTo(2);
    assertThat(view().fallbacks()).isEqualTo(1);
  }

  @Test
  void withoutABudgetTheFailureStays() {
    starts(0);
    failsWithDelta(pump);
    assertThat(takesDeltas(pump)).isTrue();
    assertThat(bench.wave(0).failed()).isEqualTo(1);
    assertThat(bench.why(pump)).isEqualTo("failedAlready");
  }

  @Test
  void aBudgetForOneServesTheFirstAndTellsTheSecondWhyNot() {
    starts((2 * FULL) - 1);
    failsWithDelta(pump);
    failsWithDelta(pumps.get(1));
    assertThat(takesDeltas(pump)).isFalse();
    assertThat(takesDeltas(pumps.get(1))).isTrue();
    assertThat(bench.wave(0).failed()).isEqualTo(1);
    assertThat(why(pumps.get(1)).rule()).isEqualTo("fallbackUsedUp");
    assertThat(why(pumps.get(1)).detail())
        .contains("of the 17999 bytes")
        .contains("9000 are used, and one takes 9000");
    assertThat(view().fallbackUsed()).isEqualTo(FULL);
  }

  @Test
  void whoFailsWithTheFullImageTooIsGivenNoOther() {
    starts(3 * FULL);
    failsWithDelta(pump);
    failsWithDelta(pump);
    assertThat(bench.wave(0).failed()).isEqualTo(1);
    assertThat(bench.why(pump)).isEqualTo("failedAlready");
    assertThat(view().fallbacks()).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNothing() {
    starts(FULL);
    failsWithDelta(pump);
    bench = bench.restarted();
    assertThat(view().fallbackUsed()).isEqualTo(FULL);
    bench.arrives(pumps.get(1));
    bench.core.step(new RegionEvent.Prefetched(Fixtures.MANIFEST, Fixtures.READY), bench.now);
    bench.settle();
    failsWithDelta(pumps.get(1));
    assertThat(bench.why(pumps.get(1))).isEqualTo("fallbackUsedUp");
    bench.arrives(pump);
    assertThat(takesDeltas(pump)).isFalse();
  }

  @Test
  void whatAFullImageTakesIsKnownAfterARestartBeforeTheCacheSaysSo() {
    starts(FULL);
    bench = bench.restarted();
    bench.arrives(pump);
    failsWithDelta(pump);
    assertThat(view().fallbackUsed()).isEqualTo(FULL);
  }

  @Test
  void theBytesAreUsedUpThoughTheDeviceGoesAway() {
    starts(FULL);
    failsWithDelta(pump);
    bench.feed(
        new FeedItem(
            0, Optional.empty(), Optional.of(new DeviceGone(pump.id, 2)), Optional.empty()));
    failsWithDelta(pumps.get(1));
    assertThat(takesDeltas(pumps.get(1))).isTrue();
    DirectiveRow row = bench.store.load().directives().get(0);
    assertThat(row.fullImages().bytes()).isEqualTo(FULL);
  }

  @ParameterizedTest
  @EnumSource(
      value = RolloutState.class,
      names = {"PAUSED", "HALTED", "ABORTED"})
  void aRolloutThatIsStoppedGivesNothing(RolloutState state) {
    starts(FULL);
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.INSTALLING);
    bench.feed(item(order().revision(2).fallback(FULL).state(state).build()));
    failsWithDelta(pump);
    assertThat(takesDeltas(pump)).isTrue();
    assertThat(view().fallbacks()).isEqualTo(state == RolloutState.ABORTED ? 0 : 1);
  }

  @Test
  void permitsBoundItLikeAnyOther() {
    List<FeedItem> items = new ArrayList<>();
    pumps.forEach(device -> items.add(item(device.owned())));
    items.add(item(order().permits(1).fallback(FULL).build()));
    bench.feed(items.toArray(FeedItem[]::new));
    bench.arrives(pump);
    bench.arrives(pumps.get(1));
    failsWithDelta(pump);
    assertThat(bench.core.index.rollouts.get(ROLLOUT).permits).hasSize(1);
  }
}
