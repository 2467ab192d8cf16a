package dev.weir.cli.text;

import dev.weir.protocol.text.Amounts;
import java.math.BigDecimal;
import java.math.MathContext;

/** Readings for people, by their SenML units (RFC 8428, section 12.1). */
final class Quantities {
  private static final MathContext DIGITS = new MathContext(3);
  private static final double LARGEST_PLAIN = 1e9;
  private static final double SMALLEST_PLAIN = 1e-3;

  private Quantities() {}

  /** Such as {@code 12.5%}, {@code 2.2 MB}, {@code 41.5 °C} or {@code 17}. */
  static String of(double value, String unit) {
    return switch (unit) {
      case "/" -> number(100 * value) + "%";
      case "B" -> value < 0 ? number(value) + " B" : Amounts.bytes(Math.round(value));
      case "Cel" -> number(value) + " \u00b0C";
      case "", "count" -> number(value);
      default -> number(value) + " " + unit;
    };
  }

  /** Three digits, without an exponent where it is not needed. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < LARGEST_PLAIN) {
      return String.valueOf((long) value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    return size >= SMALLEST_PLAIN && size < LARGEST_PLAIN
        ? rounded.toPlainString()
        : rounded.toString();
  }
}
