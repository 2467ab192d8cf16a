package dev.weir.global.drive;

import dev.weir.protocol.message.TelemetryAsk;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which readings are meant, as people say it.
 *
 * @param series its name; absent: every series
 * @param since absent: an hour before the end
 * @param until absent: now
 * @param points of each series
 */
public record Span(
    Optional<String> series, Optional<Instant> since, Optional<Instant> until, int points) {
  private static final Duration USUAL = Duration.ofHours(1);

  /** With its ends; throws {@link IllegalArgumentException} where it ends before it begins. */
  TelemetryAsk at(Instant now) {
    Instant end = until.orElse(now);
    return new TelemetryAsk(series, since.orElse(end.minus(USUAL)), end, points);
  }
}
