package dev.weir.global.rollout;

import java.math.BigDecimal;

/** Shares for people. */
final class Percent {
  private static final int PLACES = 4;

  private Percent() {}

  /** Such as {@code 12.5 %}, without a rounding. */
  static String of(int millionths) {
    BigDecimal percent = BigDecimal.valueOf(millionths, PLACES).stripTrailingZeros();
    return percent.toPlainString() + " %";
  }
}
