package dev.weir.protocol.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them, such as {@code 200MB}, and in bytes; units are decimal. */
public final class Sizes {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|kB|MB|GB)?");
  private static final long THOUSAND = 1000;

  private Sizes() {}

  /** From nothing to 999,999,999,999 of the unit; without one, bytes. */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      String unit = size.group(2) == null ? "B" : size.group(2);
      return Long.parseLong(size.group(1)) * factor(unit);
    }
    throw new IllegalArgumentException(
        "a size is a whole number of B, kB, MB or GB, such as 200MB; found \"" + text + '"');
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "kB" -> THOUSAND;
      case "MB" -> THOUSAND * THOUSAND;
      case "GB" -> THOUSAND * THOUSAND * THOUSAND;
      default -> 1;
    };
  }

  /** In the largest unit that says it exactly. */
  public static String text(long bytes) {
    for (String unit : new String[] {"GB", "MB", "kB"}) {
      if (bytes > 0 && bytes % factor(unit) == 0) {
        return bytes / factor(unit) + unit;
      }
    }
    return bytes + "B";
  }
}
