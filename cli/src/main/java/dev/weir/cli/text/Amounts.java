package dev.weir.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Sizes and times for people. */
final class Amounts {
  private static final long THOUSAND = 1000;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Amounts() {}

  /** Decimal units with one digit after the point, such as {@code 2.2 MB}. */
  static String bytes(long bytes) {
    if (bytes < THOUSAND) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    do {
      value /= THOUSAND;
      unit++;
    } while (value >= 999.95 && unit < UNITS.length - 1);
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** The part of a whole, such as {@code 11%}; something is never shown as nothing. */
  static String percent(long part, long whole) {
    if (whole == 0) {
      return "-";
    }
    long percent = Math.round(100.0 * part / whole);
    return percent == 0 && part > 0 ? "<1%" : percent + "%";
  }

  /** How long ago, in the largest unit that fits, such as {@code 35s ago}. */
  static String ago(Instant then, Instant now) {
    return span(Duration.between(then, now)) + " ago";
  }

  static String ago(Optional<Instant> then, Instant now) {
    return then.map(at -> ago(at, now)).orElse("never");
  }

  /** In the largest unit that fits, such as {@code 35s}; nothing is shorter than {@code 0s}. */
  static String span(Duration span) {
    if (span.toDays() >= 2) {
      return span.toDays() + "d";
    }
    if (span.toHours() >= 2) {
      return span.toHours() + "h";
    }
    if (span.toMinutes() >= 2) {
      return span.toMinutes() + "m";
    }
    return Math.max(span.toSeconds(), 0) + "s";
  }

  /** To the second, in UTC. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A count and its noun, such as {@code 1 target} or {@code 2 targets}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
