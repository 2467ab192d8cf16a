package dev.weir.global.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
  private static final Instant NOON = Samples.NOON;

  @ParameterizedTest(
      name = "success {0}, sample {1}: {2} committed, {3} failed, {4} switching: {5}")
  @CsvSource({
    "1000000, 1, 0, 0, 0, TOO_FEW",
    "1000000, 2, 1, 0, 0, TOO_FEW",
    "1000000, 2, 1, 0, 9, TOO_FEW",
    "1000000, 1, 1, 0, 0, CLEAR",
    "1000000, 1, 1, 0, 1, HOLDS",
    "1000000, 1, 0, 1, 0, BROKEN",
    "1000000, 1, 99, 1, 0, BROKEN",
    "900000, 10, 9, 1, 0, CLEAR",
    "900000, 10, 89, 11, 0, BROKEN",
    "900000, 10, 95, 4, 6, CLEAR",
    "900000, 10, 95, 4, 7, HOLDS",
    "0, 1, 0, 5, 5, CLEAR",
    "1000000, 0, 0, 0, 0, CLEAR",
    "1000000, 0, 0, 0, 1, HOLDS"
  })
  void aGateIsJudgedByItsTable(
      int success, int sample, int committed, int failed, int switching, Gates.Verdict verdict) {
    Gate gate = new Gate(success, sample, Duration.ZERO);
    assertThat(Gates.judge(gate, Samples.counts(0, committed, failed, switching)))
        .isEqualTo(verdict);
  }

  @Test
  void whoWaitsIsUnreachedWorksOrIsSilentBeforeTheSwitchNeitherFailsNorBlocks() {
    WaveCounts counts = new WaveCounts(0, 50, 50, 50, 0, 1, 50, List.of(), 50);
    assertThat(Gates.judge(Samples.gate(1, Duration.ZERO), counts)).isEqualTo(Gates.Verdict.CLEAR);
  }

  @Test
  void silenceAfterTheSwitchIsAFailure() {
    WaveCounts counts =
        new WaveCounts(
            0, 0, 0, 0, 0, 1, 0, List.of(new FailureCount(FailureClass.SILENT_AFTER_SWITCH, 1)), 0);
    assertThat(Gates.judge(Samples.gate(1, Duration.ZERO), counts)).isEqualTo(Gates.Verdict.BROKEN);
  }

  @Test
  void aBakeIsUnbrokenOrBeginsAgain() {
    Gate gate = Samples.gate(1, Duration.ofMinutes(10));
    WaveCounts good = Samples.counts(0, 1, 0, 0);
    Wave wave = Gates.judged(Wave.opened(Rank.HIGHEST, NOON), gate, good, NOON);
    wave = Gates.judged(wave, gate, Samples.counts(0, 1, 1, 0), NOON.plusSeconds(300));
    wave = Gates.judged(wave, gate, good, NOON.plusSeconds(310));
    assertThat(Gates.judged(wave, gate, good, NOON.plusSeconds(909)).passedAt()).isEmpty();
    assertThat(Gates.judged(wave, gate, good, NOON.plusSeconds(910)).passedAt())
        .contains(NOON.plusSeconds(910));
  }

  @Test
  void aBakedGateWaitsForWhatIsSwitching() {
    Gate gate = Samples.gate(1, Duration.ofMinutes(10));
    Wave wave =
        Gates.judged(Wave.opened(Rank.HIGHEST, NOON), gate, Samples.counts(0, 1, 0, 1), NOON);
    Instant later = NOON.plusSeconds(3600);
    assertThat(Gates.judged(wave, gate, Samples.counts(0, 1, 0, 1), later).passedAt()).isEmpty();
    assertThat(Gates.judged(wave, gate, Samples.counts(0, 2, 0, 0), later).passedAt())
        .contains(later);
  }

  @Test
  void aLaterRevertClosesAGateThatHadPassed() {
    Gate gate = Samples.gate(1, Duration.ZERO);
    Wave passed =
        Gates.judged(Wave.opened(Rank.HIGHEST, NOON), gate, Samples.counts(0, 1, 0, 0), NOON);
    assertThat(passed.passedAt()).isPresent();
    assertThat(Gates.judged(passed, gate, Samples.counts(0, 0, 1, 0), NOON).passedAt()).isEmpty();
  }

  @ParameterizedTest(name = "{0} millionths from {1} on: {2} failed of {3}: {4}")
  @CsvSource({
    "0, 1, 0, 10, false",
    "0, 1, 1, 1000, true",
    "0, 5, 4, 4, false",
    "500000, 2, 1, 2, true",
    "500000, 2, 1, 3, false",
    "500000, 4, 3, 3, false",
    "1000000, 1, 9, 10, false",
    "1000000, 1, 10, 10, true"
  })
  void aThresholdIsCrossedByItsTable(
      int millionths, int sample, int failed, int ended, boolean crossed) {
    Tally tally = Tally.of(List.of(Samples.counts(0, ended - failed, failed, 3)));
    assertThat(
            Thresholds.isCrossed(new AbortThreshold(Optional.empty(), millionths, sample), tally))
        .isEqualTo(crossed);
  }

  @Test
  void aThresholdOfAClassCountsThatClassAlone() {
    Tally tally =
        new Tally(
            8,
            List.of(
                new FailureCount(FailureClass.DOWNLOAD_FAILED, 1),
                new FailureCount(FailureClass.UNHEALTHY, 1)));
    assertThat(isCrossed(FailureClass.UNHEALTHY, 100_000, tally)).isTrue();
    assertThat(isCrossed(FailureClass.UNHEALTHY, 200_000, tally)).isFalse();
    assertThat(isCrossed(FailureClass.BOOT_LOOP, 0, tally)).isFalse();
  }

  private static boolean isCrossed(FailureClass failure, int millionths, Tally tally) {
    return Thresholds.isCrossed(new AbortThreshold(Optional.of(failure), millionths, 1), tally);
  }
}
