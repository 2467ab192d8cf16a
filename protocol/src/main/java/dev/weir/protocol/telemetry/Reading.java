package dev.weir.protocol.telemetry;

import dev.weir.protocol.wire.Limits;
import java.time.Instant;

/**
 * One measured value.
 *
 * @param series its name: 1 to 64 of {@code A-Z a-z 0-9 - : . / _}, beginning with a letter or
 *     digit (RFC 8428, section 4.5.1)
 * @param unit of SenML's registry, such as {@code Cel}; may be empty
 * @param value finite
 * @param at by the device's clock, in milliseconds
 */
public record Reading(String series, String unit, double value, Instant at) {
  public Reading {
    if (!isName(series)) {
      throw new IllegalArgumentException(
          "a series' name is 1 to "
              + Limits.SERIES
              + " of A-Z a-z 0-9 - : . / _, beginning with a letter or digit");
    }
    if (unit.length() > Limits.UNIT) {
      throw new IllegalArgumentException("a unit is at most " + Limits.UNIT + " characters");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a reading's value is finite; found " + value);
    }
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > Limits.SERIES || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i)) && "-:./_".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
