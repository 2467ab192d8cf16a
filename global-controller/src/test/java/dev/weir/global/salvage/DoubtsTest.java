package dev.weir.global.salvage;

import static dev.weir.global.Samples.NOON;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.global.feed.Directives;
import dev.weir.global.rollout.Preparation;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.rollout.Tally;
import dev.weir.global.rollout.Wave;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DoubtsTest {
  private static final Doubts NONE = new Doubts(false, false);
  private static final Doubts COUNTS_LOST = new Doubts(false, true);
  private static final Doubts OLDER = new Doubts(true, false);
  private static final Instant LATER = NOON.plusSeconds(60);

  /** Revision 3, with its first wave open but for PREPARING. */
  private static Rollout row(RolloutState state) {
    List<Wave> waves =
        state == RolloutState.PREPARING ? List.of() : List.of(Wave.opened(new Rank(100), NOON));
    return new Rollout(
        spec("r", count("canary", 1, gate(1, Duration.ZERO)), all("rest", gate(1, Duration.ZERO))),
        state,
        "",
        waves,
        Tally.NONE,
        NOON,
        Optional.empty(),
        3,
        1,
        5,
        Preparation.NONE);
  }

  private static Directive told(RolloutState state, long revision, Rank... open) {
    Rollout row = row(RolloutState.RUNNING);
    Rollout newer =
        new Rollout(
            row.spec(),
            state,
            "",
            List.of(open).stream().map(rank -> Wave.opened(rank, NOON)).toList(),
            Tally.NONE,
            NOON,
            Optional.empty(),
            revision,
            1,
            9,
            Preparation.NONE);
    return Directives.of(newer, Samples.release("pump-2", 2), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(RolloutState.class)
  void withoutDoubtEveryRolloutIsAsItWas(RolloutState state) {
    Rollout row = row(state);
    assertThat(NONE.judge(row, Optional.empty(), LATER)).isSameAs(row);
    assertThat(NONE.judge(row, Optional.of(told(state, 3, new Rank(100))), LATER)).isSameAs(row);
  }

  @ParameterizedTest
  @CsvSource({
    "PREPARING, PREPARING, PAUSED",
    "RUNNING,   HALTED,    HALTED",
    "PAUSED,    PAUSED,    PAUSED",
    "HALTED,    HALTED,    HALTED",
    "ABORTED,   ABORTED,   ABORTED",
    "COMPLETED, COMPLETED, HALTED"
  })
  void whatCouldBeWrongStandsStill(
      RolloutState state, RolloutState withoutCounts, RolloutState mayBeOlder) {
    Rollout row = row(state);
    assertThat(COUNTS_LOST.judge(row, Optional.empty(), LATER).state()).isEqualTo(withoutCounts);
    Rollout judged = OLDER.judge(row, Optional.empty(), LATER);
    assertThat(judged.state()).isEqualTo(mayBeOlder);
    if (state != RolloutState.ABORTED) {
      assertThat(judged.revision()).isGreaterThan(1_000_000);
    }
  }

  @Test
  void anAbortThatAFeedKnowsHolds() {
    Directive aborted = told(RolloutState.ABORTED, 4, new Rank(100));
    Rollout judged = NONE.judge(row(RolloutState.RUNNING), Optional.of(aborted), LATER);
    assertThat(judged.state()).isEqualTo(RolloutState.ABORTED);
    assertThat(judged.endedAt()).contains(LATER);
  }

  @Test
  void aWaveThatAFeedKnowsIsOpenAndNoRankFalls() {
    Directive both = told(RolloutState.RUNNING, 4, new Rank(90), Rank.HIGHEST);
    Rollout judged = NONE.judge(row(RolloutState.RUNNING), Optional.of(both), LATER);
    assertThat(judged.state()).isEqualTo(RolloutState.HALTED);
    assertThat(judged.waves()).extracting(Wave::open).containsExactly(new Rank(100), Rank.HIGHEST);
  }

  @Test
  void aLostRolloutIsWhatRegionsWereTold() {
    Directive told = told(RolloutState.RUNNING, 4, Rank.ofShare(250_000), Rank.HIGHEST);
    Rollout relic = Relics.rollout(told, LATER);
    assertThat(relic.state()).isEqualTo(RolloutState.HALTED);
    assertThat(relic.spec().waves())
        .extracting(wave -> wave.share().orElseThrow())
        .containsExactly(250_000, 1_000_000);
    Directive again = Directives.of(relic, Samples.release("pump-2", 2), Optional.empty());
    assertThat(again.waves()).isEqualTo(told.waves());
    assertThat(again.revision()).isGreaterThan(told.revision());
    assertThat(Relics.rollout(told(RolloutState.ABORTED, 4, Rank.HIGHEST), LATER).state())
        .isEqualTo(RolloutState.ABORTED);
  }

  @Test
  void numbersAreAboveAllThatWasFoundAndAboveTheClock() {
    assertThat(Numbers.above(0, LATER)).isEqualTo(LATER.toEpochMilli());
    assertThat(Numbers.above(LATER.toEpochMilli(), LATER))
        .isEqualTo(LATER.toEpochMilli() + 1_000_000);
  }
}
