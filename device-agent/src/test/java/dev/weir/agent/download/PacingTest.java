package dev.weir.agent.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static final Instant START = Instant.EPOCH;

  @Test
  void withoutARateNothingWaits() {
    Pacing pacing = new Pacing(0, 0, START);
    pacing.received(1 << 30, START);
    assertThat(pacing.delay(START)).isZero();
  }

  @Test
  void overTimeTheRateIsKept() {
    Pacing pacing = new Pacing(1000, 250, START);
    Instant now = START;
    long bytes = 0;
    while (now.isBefore(START.plusSeconds(60))) {
      now = now.plus(pacing.delay(now));
      pacing.received(250, now);
      bytes += 250;
    }
    assertThat(bytes).isBetween(60_000L, 60_750L);
  }

  @Test
  void aPauseSavesNoMoreThanABurst() {
    Pacing pacing = new Pacing(1000, 250, START);
    Instant later = START.plus(Duration.ofDays(1));
    pacing.received(1250, later);
    assertThat(pacing.delay(later)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aClockThatJumpsBackHoldsNothingUp() {
    Pacing pacing = new Pacing(1000, 250, START);
    pacing.received(500, START);
    Instant earlier = START.minus(Duration.ofDays(1000));
    assertThat(pacing.delay(earlier)).isEqualTo(Duration.ofMillis(250));
    assertThat(pacing.delay(earlier.plusMillis(250))).isZero();
  }
}
