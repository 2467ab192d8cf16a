package dev.weir.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by people, and read from them. */
class TextTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0%, 0",
    "100%, 1000000",
    "95%, 950000",
    "0.5%, 5000",
    "0.0001%, 1",
    "12.3456%, 123456"
  })
  void aShareIsReadInMillionthsAndWrittenTheSame(String text, int millionths) {
    assertThat(Shares.parse(text)).isEqualTo(millionths);
    assertThat(Shares.text(millionths)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "95", "%", "-1%", "101%", "100.1%", "1.23456%", "1e1%", " 5%", "1000%"})
  void whatIsNoShareIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shares.parse(text))
        .withMessage("a share is 0% to 100%, such as 95% or 0.5%; found \"" + text + '"');
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "250ms, 250", "20s, 20000", "5m, 300000", "1h30m, 5400000", "7d, 604800000"})
  void aDurationIsReadAndWrittenTheSame(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-5s", "5 s", "1.5h", "5w", "5S", "9999999999s", "h5"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("a duration is such as 250ms")
        .withMessageContaining("found \"" + text + '"');
  }

  @Test
  void numbersArePutForPeople() {
    assertThat(Amounts.number(100_000)).isEqualTo("100,000");
    assertThat(Amounts.count(1, "device")).isEqualTo("1 device");
    assertThat(Amounts.count(2_000, "device")).isEqualTo("2,000 devices");
    assertThat(Amounts.bytes(999)).isEqualTo("999 B");
    assertThat(Amounts.bytes(999_960)).isEqualTo("1.0 MB");
    assertThat(Amounts.percent(1, 1000)).isEqualTo("<1%");
    assertThat(Amounts.percent(0, 0)).isEqualTo("-");
  }

  @Test
  void timesArePutForPeople() {
    assertThat(Amounts.span(Duration.ofSeconds(119))).isEqualTo("119s");
    assertThat(Amounts.span(Duration.ofSeconds(-3))).isEqualTo("0s");
    assertThat(Amounts.ago(Optional.empty(), NOW)).isEqualTo("never");
    assertThat(Amounts.until(NOW.plusSeconds(300), NOW)).isEqualTo("in 5m");
    assertThat(Amounts.until(NOW.minusSeconds(7200), NOW)).isEqualTo("2h ago");
    assertThat(Amounts.clock(NOW, NOW)).isEqualTo("10:00:00");
    assertThat(Amounts.clock(NOW, NOW.plusSeconds(86_400))).isEqualTo("2026-03-04 10:00:00");
  }

  @Test
  void aThresholdSaysFromWhenOnItIsJudged() {
    AbortThreshold first = new AbortThreshold(Optional.of(FailureClass.SILENT_AFTER_SWITCH), 0, 3);
    AbortThreshold share = new AbortThreshold(Optional.empty(), 200_000, 5);
    assertThat(Words.thresholds(List.of(first, share)))
        .isEqualTo(
            "the first silent after switch, once 3 targets ended; failure of any kind 20% of at"
                + " least 5");
    assertThat(Words.thresholds(List.of())).isEqualTo("never by itself");
  }
}
