package dev.weir.region.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void creditFollowsTheQueue() {
    assertThat(Pace.credit(0, 800, false)).isEqualTo(8);
    assertThat(Pace.credit(99, 800, false)).isEqualTo(8);
    assertThat(Pace.credit(100, 800, false)).isEqualTo(4);
    assertThat(Pace.credit(400, 800, false)).isEqualTo(1);
    assertThat(Pace.credit(800, 800, false)).isEqualTo(1);
    assertThat(Pace.credit(0, 800, true)).isZero();
  }

  @Test
  void aFullStoreKeepsLessAndAnEmptierOneMoreAgain() {
    assertThat(Retention.share(101, 100, 100)).isEqualTo(90);
    assertThat(Retention.share(101, 100, 5)).isEqualTo(4);
    assertThat(Retention.share(101, 100, 1)).isEqualTo(1);
    assertThat(Retention.share(90, 100, 50)).isEqualTo(50);
    assertThat(Retention.share(10, 100, 50)).isEqualTo(55);
    assertThat(Retention.share(10, 100, 100)).isEqualTo(100);
    assertThat(Retention.DEFAULT.cut(50))
        .isEqualTo(new Retention(Duration.ofHours(12), Duration.ofDays(15)));
    assertThat(new Retention(Duration.ofMinutes(1), Duration.ofMinutes(1)).cut(1).raw())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void minutesAreKeptAtLeastAsLongAsReadings() {
    assertThatThrownBy(() -> new Retention(Duration.ofHours(2), Duration.ofHours(1)))
        .hasMessageContaining("at least as long");
  }
}
