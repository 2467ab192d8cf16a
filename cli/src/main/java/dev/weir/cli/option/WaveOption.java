package dev.weir.cli.option;

import dev.weir.protocol.text.Shares;
import java.util.Optional;

/**
 * A wave as an option: {@code NAME=COUNT}, {@code NAME=SHARE%}, {@code NAME=all}, or {@code NAME}
 * alone, which means all.
 *
 * @param share in millionths
 */
public record WaveOption(String name, Optional<Integer> share, Optional<Integer> count) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

  public static WaveOption parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String size = equals < 0 ? "all" : text.substring(equals + 1);
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a wave is NAME=COUNT, NAME=SHARE% or NAME, such as canary=2, tenth=10% or rest; found \""
              + text
              + '"');
    }
    if (size.equals("all")) {
      return new WaveOption(name, Optional.empty(), Optional.empty());
    }
    try {
      return size.endsWith("%")
          ? new WaveOption(name, Optional.of(share(size)), Optional.empty())
          : new WaveOption(name, Optional.empty(), Optional.of(Pairs.count(size)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("wave " + name + ": " + e.getMessage(), e);
    }
  }

  /** What waves may be called. */
  public static String checkedName(String name) {
    if (name.matches(NAME)) {
      return name;
    }
    throw new IllegalArgumentException(
        "a wave's name is 1 to 63 of letters, digits and . _ -; found \"" + name + '"');
  }

  private static int share(String size) {
    int millionths = Shares.parse(size);
    if (millionths == 0) {
      throw new IllegalArgumentException("a wave of 0% would never open for anybody");
    }
    return millionths;
  }

  boolean isAll() {
    return share.isEmpty() && count.isEmpty();
  }
}
