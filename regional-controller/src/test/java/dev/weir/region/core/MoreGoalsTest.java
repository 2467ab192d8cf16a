package dev.weir.region.core;

import static dev.weir.region.Fixtures.item;
import static dev.weir.region.Fixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.cache.Readiness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which goals name payloads that the manifest does not. */
class MoreGoalsTest {
  private static final Digest LIST = Digest.of(new byte[] {30});
  private static final Digest NEWER = Digest.of(new byte[] {31});

  private final ScriptedDevice pump = new ScriptedDevice(1);
  private final ScriptedDevice other = new ScriptedDevice(2);
  private final Bench bench = new Bench();

  private void has(Digest... lists) {
    bench.step(
        new RegionEvent.Prefetched(
            Fixtures.MANIFEST, new Readiness.Ready(List.of(lists), Fixtures.FULL)));
  }

  private Optional<Digest> given(ScriptedDevice device) {
    return bench.goal(device).orElseThrow().more();
  }

  @Test
  void aGoalNamesTheListThatTheCacheHas() {
    bench.feed(item(pump.owned()), item(other.owned()), item(order().more(LIST).build()));
    bench.arrives(pump);
    assertThat(given(pump)).as("it is not in the cache").isEmpty();
    has(LIST);
    bench.arrives(other);
    assertThat(given(other)).contains(LIST);
    assertThat(bench.goal(other).orElseThrow().moreBytes()).isEqualTo(50);
    assertThat(bench.goal(other).orElseThrow().deltas()).isTrue();
  }

  @Test
  void theCacheIsAskedForTheList() {
    bench.feed(item(pump.owned()), item(order().more(LIST).build()));
    assertThat(bench.effects)
        .filteredOn(Effect.Prefetch.class::isInstance)
        .extracting(effect -> ((Effect.Prefetch) effect).wanted().more())
        .containsOnly(Optional.of(LIST));
  }

  @Test
  void aGoalThatWasSentIsNotChangedByAListThatComesLater() {
    bench.feed(item(pump.owned()), item(other.owned()), item(order().build()));
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED, UpdatePhase.DOWNLOADING);
    var before = bench.desired(pump);
    bench.feed(item(order().revision(2).more(LIST).build()));
    has(LIST);
    bench.leaves(pump);
    bench.arrives(pump);
    assertThat(bench.desired(pump)).isEqualTo(before);
    bench.arrives(other);
    assertThat(given(other)).contains(LIST);
  }

  @Test
  void whoBeginsAgainIsGivenTheNewestList() {
    bench.feed(item(pump.owned()), item(order().more(LIST).build()));
    has(LIST);
    bench.arrives(pump);
    bench.feed(item(order().revision(2).more(NEWER).build()));
    has(LIST, NEWER);
    bench.passes(Fixtures.START_WITHIN);
    bench.leaves(pump);
    bench.arrives(pump);
    assertThat(given(pump)).contains(NEWER);
  }

  @Test
  void aRolloutThatWaitedForItsDeltasBeginsWithThem() {
    bench.feed(item(pump.owned()), item(order().state(RolloutState.PREPARING).waves().build()));
    bench.arrives(pump);
    has();
    bench.step(
        new RegionEvent.Answered(
            Fixtures.page(
                bench.core.meta().incarnation(),
                bench.core.meta().feedCursor() + 1,
                bench.now.plus(bench.lease),
                List.of(item(order().revision(2).more(LIST).build())))));
    assertThat(bench.why(pump)).isEqualTo("cacheNotReady");
    has(LIST);
    assertThat(given(pump)).contains(LIST);
  }

  @Test
  void aListThatCanNotBeHadHoldsNobodyUp() {
    bench.feed(item(pump.owned()), item(order().more(LIST).build()));
    has();
    bench.arrives(pump);
    assertThat(given(pump)).isEmpty();
  }

  @Test
  void theFullImageIsAskedForWithoutAList() {
    bench.feed(item(pump.owned()), item(order().more(LIST).fallback(Fixtures.FULL).build()));
    has(LIST);
    bench.arrives(pump);
    bench.reports(pump, UpdatePhase.OFFERED);
    pump.failsWithDelta(
        Fixtures.ROLLOUT, bench.desired(pump).generation(), FailureClass.CANNOT_APPLY);
    bench.sends(pump);
    assertThat(bench.goal(pump).orElseThrow().deltas()).isFalse();
    assertThat(given(pump)).isEmpty();
    assertThat(bench.goal(pump).orElseThrow().moreBytes()).isZero();
  }
}
