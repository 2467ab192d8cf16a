package dev.weir.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T09:30:00Z");

  @Test
  void theNumberIsBoundedAndTheFirstOneGoes() {
    Sessions sessions = new Sessions(new SplittableRandom(1));
    List<String> cookies = new ArrayList<>();
    for (int i = 0; i <= Sessions.MOST; i++) {
      cookies.add(sessions.begin(NOW));
    }
    assertThat(sessions.find(cookies.get(0), true, NOW)).isEmpty();
    assertThat(sessions.find(cookies.get(1), true, NOW)).isPresent();
    assertThat(sessions.find(cookies.get(Sessions.MOST), true, NOW)).isPresent();
  }

  @Test
  void nobodyGoesWhileOthersAreOver() {
    Sessions sessions = new Sessions(new SplittableRandom(1));
    for (int i = 0; i < Sessions.MOST - 1; i++) {
      sessions.begin(NOW);
    }
    Instant later = NOW.plus(Sessions.IDLE);
    String first = sessions.begin(later);
    String second = sessions.begin(later);
    assertThat(sessions.find(first, true, later)).isPresent();
    assertThat(sessions.find(second, true, later)).isPresent();
  }

  @Test
  void aDebtIsForgottenOnlyForTheAddressThatPausedLongest() {
    Attempts attempts = new Attempts();
    for (int i = 0; i < Attempts.MOST; i++) {
      attempts.failed("10.0.0.1", NOW);
    }
    assertThat(attempts.mayTry("10.0.0.1", NOW)).isFalse();
    assertThat(attempts.mayTry("10.0.0.2", NOW)).isTrue();
  }
}
