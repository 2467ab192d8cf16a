package dev.weir.global.rollout;

import static dev.weir.global.Samples.NOON;
import static dev.weir.global.Samples.NORTH;
import static dev.weir.global.Samples.SOUTH;
import static dev.weir.global.Samples.all;
import static dev.weir.global.Samples.count;
import static dev.weir.global.Samples.counts;
import static dev.weir.global.Samples.gate;
import static dev.weir.global.Samples.share;
import static dev.weir.global.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Malformed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private static final Duration BAKE = Duration.ofMinutes(10);
  private static final RolloutSpec TWO_WAVES =
      spec("r", share("canary", 100_000, gate(1, BAKE)), all("rest", gate(1, Duration.ZERO)));

  private static Evidence evidence(WaveCounts... waves) {
    return evidence(NORTH, waves);
  }

  private static Evidence evidence(RegionId region, WaveCounts... waves) {
    SortedMap<RegionId, RolloutCounts> counts = new TreeMap<>();
    counts.put(region, new RolloutCounts(RolloutId.of("r"), List.of(waves), false));
    return new Evidence(counts, List.of());
  }

  private static Rollout started(RolloutSpec spec) {
    return Rollouts.started(spec, 1, NOON);
  }

  private static Rollout done(Reply<Rollout> reply) {
    return ((Reply.Done<Rollout>) reply).value();
  }

  private static Rollout commanded(Rollout rollout, Rollouts.Command command, Evidence evidence) {
    return done(Rollouts.commanded(rollout, command, "because", evidence, NOON));
  }

  @Test
  void aFirstWaveGivenAsAShareOpensAtOnce() {
    Rollout rollout = started(TWO_WAVES);
    assertThat(rollout.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(rollout.openRank()).contains(Rank.ofShare(100_000));
    assertThat(rollout.revision()).isEqualTo(1);
  }

  @Test
  void aFirstWaveGivenAsANumberWaitsForTheRanks() {
    Rollout rollout =
        started(spec("r", count("canary", 2, gate(1, BAKE)), all("rest", gate(1, BAKE))));
    assertThat(rollout.state()).isEqualTo(RolloutState.PREPARING);
    assertThat(Rollouts.ranksWanted(rollout)).contains(2);

    Rollout opened =
        Rollouts.ranked(
            rollout, List.of(new Rank(-5), new Rank(7), new Rank(3)), Evidence.NONE, NOON);
    assertThat(opened.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(opened.openRank()).contains(new Rank(7));
    assertThat(Rollouts.ranksWanted(opened)).isEmpty();
  }

  @Test
  void fewerRanksThanAskedForOpenNoMoreThanThose() {
    Rollout rollout =
        started(spec("r", count("canary", 5, gate(1, BAKE)), all("rest", gate(1, BAKE))));
    assertThat(Rollouts.ranked(rollout, List.of(), Evidence.NONE, NOON)).isEqualTo(rollout);
    assertThat(Rollouts.ranked(rollout, List.of(new Rank(3)), Evidence.NONE, NOON).openRank())
        .contains(new Rank(3));
  }

  @Test
  void anOpenRankNeverFalls() {
    Rollout rollout =
        started(
            spec(
                "r",
                share("canary", 500_000, gate(1, Duration.ZERO)),
                count("more", 2, gate(1, BAKE)),
                all("rest", gate(1, BAKE))));
    Rollout passed = Rollouts.observed(rollout, evidence(counts(0, 1, 0, 0)), NOON);
    Rollout opened =
        Rollouts.ranked(
            passed, List.of(new Rank(1), new Rank(2)), evidence(counts(0, 1, 0, 0)), NOON);
    assertThat(opened.waves().get(1).open()).isEqualTo(Rank.ofShare(500_000));
  }

  @Test
  void theRestOpensWhenTheCanaryHasBakedAndNotBefore() {
    Evidence good = evidence(counts(0, 2, 0, 0));
    Rollout holding = Rollouts.observed(started(TWO_WAVES), good, NOON);
    assertThat(Rollouts.wakeAt(holding, NOON)).contains(NOON.plus(BAKE));
    Rollout early = Rollouts.observed(holding, good, NOON.plus(BAKE).minusMillis(1));
    assertThat(early.waves()).hasSize(1);

    Rollout open = Rollouts.observed(holding, good, NOON.plus(BAKE));
    assertThat(open.openRank()).contains(Rank.HIGHEST);
    assertThat(open.revision()).isEqualTo(2);
    assertThat(Rollouts.wakeAt(open, NOON.plus(BAKE))).isEmpty();
  }

  @Test
  void aFailureDuringTheBakeHaltsAndNamesClassNumbersAndRegion() {
    Rollout holding = Rollouts.observed(started(TWO_WAVES), evidence(counts(0, 1, 0, 0)), NOON);
    Rollout halted = Rollouts.observed(holding, evidence(SOUTH, counts(0, 1, 1, 0)), NOON);
    assertThat(halted.state()).isEqualTo(RolloutState.HALTED);
    assertThat(halted.reason()).contains("1 of 2", "south 1");
    assertThat(halted.revision()).isEqualTo(2);
    assertThat(Rollouts.observed(halted, evidence(counts(0, 9, 9, 0)), NOON)).isEqualTo(halted);
  }

  @Test
  void completedMeansThatNobodyIsInTheMiddleOfIt() {
    RolloutSpec one = spec("r", all("all", gate(1, Duration.ZERO)));
    WaveCounts working = new WaveCounts(0, 0, 3, 1, 0, 1, 0, List.of(), 0);
    Rollout rollout = Rollouts.observed(started(one), evidence(working), NOON);
    assertThat(rollout.state()).isEqualTo(RolloutState.RUNNING);
    WaveCounts unreached = new WaveCounts(0, 0, 3, 0, 0, 2, 0, List.of(), 0);
    Rollout completed = Rollouts.observed(rollout, evidence(unreached), NOON);
    assertThat(completed.state()).isEqualTo(RolloutState.COMPLETED);
    assertThat(completed.endedAt()).contains(NOON);
  }

  @Test
  void aLatecomersFailureHaltsACompletedRollout() {
    RolloutSpec one = spec("r", all("all", gate(1, Duration.ZERO)));
    Rollout completed = Rollouts.observed(started(one), evidence(counts(0, 2, 0, 0)), NOON);
    Rollout halted = Rollouts.observed(completed, evidence(counts(0, 1, 1, 0)), NOON);
    assertThat(halted.state()).isEqualTo(RolloutState.HALTED);
    assertThat(halted.endedAt()).isEmpty();
  }

  @Test
  void aRegionThatHaltedHaltsAll() {
    Evidence said = new Evidence(evidence(counts(0, 1, 0, 0)).regions(), List.of(NORTH));
    Rollout halted = Rollouts.observed(started(TWO_WAVES), said, NOON);
    assertThat(halted.state()).isEqualTo(RolloutState.HALTED);
    assertThat(halted.reason()).contains("region north halted");
  }

  @Test
  void whoResumesAcceptsTheFailuresThatAreThereAndNoMore() {
    Evidence bad = evidence(counts(0, 1, 1, 0));
    Rollout halted = Rollouts.observed(started(TWO_WAVES), bad, NOON);
    Rollout resumed = commanded(halted, Rollouts.Command.RESUME, bad);
    assertThat(resumed.state()).isEqualTo(RolloutState.RUNNING);
    assertThat(resumed.revision()).isEqualTo(halted.revision() + 1);
    assertThat(Rollouts.observed(resumed, bad, NOON).state()).isEqualTo(RolloutState.RUNNING);
    assertThat(Rollouts.observed(resumed, evidence(counts(0, 1, 2, 0)), NOON).state())
        .isEqualTo(RolloutState.HALTED);
    assertThat(Rollouts.observed(resumed, bad, NOON.plus(BAKE)).waves()).hasSize(1);
  }

  @Test
  void aPausedRolloutOpensNothing() {
    Rollout paused = commanded(started(TWO_WAVES), Rollouts.Command.PAUSE, Evidence.NONE);
    Evidence good = evidence(counts(0, 2, 0, 0));
    Rollout later = Rollouts.observed(Rollouts.observed(paused, good, NOON), good, NOON.plus(BAKE));
    assertThat(later.waves()).hasSize(1);
    assertThat(later.state()).isEqualTo(RolloutState.PAUSED);
    assertThat(later.reason()).isEqualTo("because");
    Rollout resumed =
        done(Rollouts.commanded(later, Rollouts.Command.RESUME, "", good, NOON.plus(BAKE)));
    assertThat(resumed.openRank()).contains(Rank.HIGHEST);
  }

  @Test
  void aRolloutThatWasPausedBeforeItsFirstWaveAsksForRanksWhenItResumes() {
    Rollout rollout =
        started(spec("r", count("canary", 2, gate(1, BAKE)), all("rest", gate(1, BAKE))));
    Rollout paused = commanded(rollout, Rollouts.Command.PAUSE, Evidence.NONE);
    assertThat(Rollouts.ranksWanted(paused)).isEmpty();
    assertThat(Rollouts.ranked(paused, List.of(new Rank(1)), Evidence.NONE, NOON))
        .isEqualTo(paused);
    Rollout resumed = commanded(paused, Rollouts.Command.RESUME, Evidence.NONE);
    assertThat(Rollouts.ranksWanted(resumed)).contains(2);
  }

  @Test
  void aRepeatedCommandChangesNothingAndOneThatDoesNotFitIsRefused() {
    Rollout paused = commanded(started(TWO_WAVES), Rollouts.Command.PAUSE, Evidence.NONE);
    assertThat(commanded(paused, Rollouts.Command.PAUSE, Evidence.NONE)).isEqualTo(paused);

    Rollout aborted = commanded(paused, Rollouts.Command.ABORT, Evidence.NONE);
    assertThat(commanded(aborted, Rollouts.Command.ABORT, Evidence.NONE)).isEqualTo(aborted);
    Reply<Rollout> refused =
        Rollouts.commanded(aborted, Rollouts.Command.RESUME, "", Evidence.NONE, NOON);
    assertThat(((Reply.Refused<Rollout>) refused).code()).isEqualTo(Code.STATE);
    assertThat(((Reply.Refused<Rollout>) refused).detail()).contains("ABORTED");
  }

  @Test
  void aLongReasonIsCutToWhatCanBeStored() throws Malformed {
    Rollout aborted =
        done(
            Rollouts.commanded(
                started(TWO_WAVES), Rollouts.Command.ABORT, "x".repeat(900), Evidence.NONE, NOON));
    assertThat(Rollout.CODEC.decode(Rollout.CODEC.encode(aborted))).isEqualTo(aborted);
  }

  @Test
  void aSpecificationSaysAllItsFaultsAtOnce() {
    RolloutSpec bad =
        spec(
            "r",
            "site in (",
            List.of(new AbortThreshold(Optional.empty(), 2_000_000, 0)),
            count("a", 20_000, gate(1, BAKE)),
            count("a", 5, gate(1, BAKE)));
    assertThat(Specs.faults(bad))
        .extracting(FieldError::pointer)
        .contains("/selector", "/waves/0/count", "/waves/1/name", "/abort/0/leastSample")
        .contains("/abort/0/millionths");
    assertThat(Specs.faults(bad))
        .extracting(FieldError::detail)
        .anySatisfy(detail -> assertThat(detail).contains("must not be smaller"))
        .anySatisfy(detail -> assertThat(detail).contains("it must be all"));
    assertThat(Specs.faults(TWO_WAVES)).isEmpty();
    assertThat(Specs.faults(Samples.spec("r", all("all", gate(1, BAKE))))).isEmpty();
  }
}
