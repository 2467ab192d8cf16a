package dev.weir.protocol.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Numbers, sizes and times for people. */
public final class Amounts {
  private static final double THOUSAND = 1000;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY_AND_CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Amounts() {}

  /** With a comma at each thousand, such as {@code 100,000}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A count and its noun, such as {@code 1 device} or {@code 2,000 devices}. */
  public static String count(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** In decimal units, such as {@code 2.2 MB}. */
  public static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** In decimal units, of a mean. */
  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= THOUSAND - 0.05 && unit < UNITS.length - 1) {
      value /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** The part of a whole, such as {@code 11%}. */
  public static String percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  /** The part of a whole, such as {@code 11%}; something is never shown as nothing. */
  public static String percent(double part, double whole) {
    if (whole == 0) {
      return "-";
    }
    long percent = Math.round(100 * part / whole);
    return percent == 0 && part > 0 ? "<1%" : percent + "%";
  }

  /** How long ago, in the largest unit that fits, such as {@code 35s ago}. */
  public static String ago(Instant then, Instant now) {
    return span(Duration.between(then, now)) + " ago";
  }

  public static String ago(Optional<Instant> then, Instant now) {
    return then.map(at -> ago(at, now)).orElse("never");
  }

  /** How long until then, such as {@code in 5m}; or how long it is over. */
  public static String until(Instant then, Instant now) {
    return then.isAfter(now) ? "in " + span(Duration.between(now, then)) : ago(then, now);
  }

  /** In the largest unit that fits, such as {@code 35s}; nothing is shorter than {@code 0s}. */
  public static String span(Duration span) {
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

  /** To the second, in UTC, as programs write it. */
  public static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** In UTC: the time of day on this day, and the date with it on any other. */
  public static String clock(Instant at, Instant now) {
    boolean today = at.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
    return (today ? CLOCK : DAY_AND_CLOCK).format(at);
  }

  /** To the second, in UTC, with the date. */
  public static String moment(Instant at) {
    return DAY_AND_CLOCK.format(at) + " UTC";
  }
}
