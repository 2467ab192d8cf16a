package dev.weir.console.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, shares and durations as people write them; a wrong one says how it should look. */
final class Amount {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d)?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%?");
  private static final BigDecimal MILLIONTHS = new BigDecimal(10_000);
  private static final int WHOLE = 1_000_000;

  private Amount() {}

  /** Such as {@code 90s}, {@code 5m}, {@code 1h} or {@code 2d}; a number alone is seconds. */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a number with s, m, h or d, such as 90s or 5m");
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return switch (unit == null ? "s" : unit) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /** Such as {@code 99.5} or {@code 10%}, in millionths. */
  static int share(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (matcher.matches()) {
      int millionths =
          new BigDecimal(matcher.group(1))
              .multiply(MILLIONTHS)
              .setScale(0, RoundingMode.HALF_UP)
              .intValueExact();
      if (millionths <= WHOLE) {
        return millionths;
      }
    }
    throw new IllegalArgumentException("a share from 0 to 100%, such as 99.5%");
  }

  static int count(String text) {
    if (text.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("a whole number, at least 1");
  }
}
