package dev.weir.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  @Test
  void waitsGrowToTheCapAndFillTheirWholeRange() {
    SplittableRandom chance = new SplittableRandom(1);
    for (int failed = 0; failed < 80; failed++) {
      long limit = (long) Math.min(60_000, 1000 * Math.pow(2, failed));
      long least = Long.MAX_VALUE;
      long most = 0;
      for (int i = 0; i < 500; i++) {
        long wait = BACKOFF.next(failed, chance).toMillis();
        least = Math.min(least, wait);
        most = Math.max(most, wait);
      }
      assertThat(most).isBetween(limit * 9 / 10, limit);
      assertThat(least).isBetween(0L, limit / 10);
    }
  }

  @Test
  void aCapBelowTheBaseIsRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
