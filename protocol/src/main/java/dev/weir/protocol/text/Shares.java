package dev.weir.protocol.text;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Shares as people write them, such as {@code 12.5%}, and in millionths. */
public final class Shares {
  private static final Pattern SHARE = Pattern.compile("\\d{1,3}(\\.\\d{1,4})?%");
  private static final BigDecimal MILLIONTHS_IN_PERCENT = BigDecimal.valueOf(10_000);
  private static final int WHOLE = 1_000_000;

  private Shares() {}

  /** From {@code 0%} to {@code 100%}, with at most four digits after the point. */
  public static int parse(String text) {
    if (SHARE.matcher(text).matches()) {
      BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
      int millionths = percent.multiply(MILLIONTHS_IN_PERCENT).intValueExact();
      if (millionths <= WHOLE) {
        return millionths;
      }
    }
    throw new IllegalArgumentException(
        "a share is 0% to 100%, such as 95% or 0.5%; found \"" + text + '"');
  }

  public static String text(int millionths) {
    return BigDecimal.valueOf(millionths)
            .divide(MILLIONTHS_IN_PERCENT)
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }
}
