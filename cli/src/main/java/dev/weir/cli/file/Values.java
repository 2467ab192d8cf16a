package dev.weir.cli.file;

import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Shares;
import java.time.Duration;

/** The kinds of values that files have. */
final class Values {
  private Values() {}

  /** Notes where a file is of another kind, or does not say of which. */
  static void kind(Section file, String wanted) {
    file.required(
        "kind",
        text -> {
          if (!text.equals(wanted)) {
            throw new IllegalArgumentException("must be " + wanted + "; found \"" + text + '"');
          }
          return text;
        });
  }

  /** A whole number, at least 1. */
  static int count(String text) {
    if (text.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "must be a whole number from 1 to 999999999; found \"" + text + '"');
  }

  /** A whole number, which may be 0. */
  static long amount(String text) {
    if (text.matches("[0-9]{1,15}")) {
      return Long.parseLong(text);
    }
    throw new IllegalArgumentException(
        "must be a whole number of at most 15 digits; found \"" + text + '"');
  }

  /** What people call something. */
  static String name(String text) {
    if (text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      return text;
    }
    throw new IllegalArgumentException(
        "a name is 1 to 63 of letters, digits and . _ -; found \"" + text + '"');
  }

  /** In millionths; may be 0. */
  static int share(String text) {
    return Shares.parse(text);
  }

  static int shareAbove0(String text) {
    int share = Shares.parse(text);
    if (share == 0) {
      throw new IllegalArgumentException("must be above 0%");
    }
    return share;
  }

  static Duration above0(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("must be above 0");
    }
    return duration;
  }
}
