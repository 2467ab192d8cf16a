package dev.weir.cli.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code key=value,key=value} with a closed list of keys. */
final class Pairs {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Pairs() {}

  static Pairs parse(String text, List<String> keys) {
    Pairs pairs = new Pairs();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !keys.contains(key)) {
        throw new IllegalArgumentException(
            "expected " + String.join("=..., ", keys) + "=...; found \"" + pair + '"');
      }
      if (pairs.values.put(key, pair.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(key + " stands there twice");
      }
    }
    return pairs;
  }

  <T> Optional<T> read(String key, Function<String, T> parse) {
    String value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  /** A number of devices, at least 1. */
  static int count(String text) {
    if (text.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("a number of devices is at least 1; found \"" + text + '"');
  }
}
