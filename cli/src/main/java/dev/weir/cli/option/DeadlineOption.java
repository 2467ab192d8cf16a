package dev.weir.cli.option;

import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deadlines as an option: {@code accept=DURATION,download=DURATION,install=DURATION}, any of them.
 */
public record DeadlineOption(
    Optional<Duration> accept, Optional<Duration> download, Optional<Duration> install) {
  /** What holds where nothing is said. */
  public static final Deadlines USUAL =
      new Deadlines(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(15));

  private static final List<String> KEYS = List.of("accept", "download", "install");

  public static DeadlineOption parse(String text) {
    Pairs pairs = Pairs.parse(text, KEYS);
    return new DeadlineOption(
        pairs.read("accept", DeadlineOption::above0),
        pairs.read("download", DeadlineOption::above0),
        pairs.read("install", DeadlineOption::above0));
  }

  private static Duration above0(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("a deadline is above 0; found \"" + text + '"');
    }
    return duration;
  }

  /** The deadlines with what this option says instead. */
  Deadlines over(Deadlines deadlines) {
    return new Deadlines(
        accept.orElse(deadlines.accept()),
        download.orElse(deadlines.download()),
        install.orElse(deadlines.install()));
  }
}
