package dev.weir.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The options of a process: {@code --name value} pairs. Reads collect every fault; {@link #check}
 * reports them all at once, each with the option, the rule and the value.
 */
public final class Options {
  private final Map<String, String> given = new TreeMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  /** A wrong command line; its message is for the operator. */
  public static final class Faulty extends RuntimeException {
    Faulty(List<String> faults) {
      super(String.join("\n", faults));
    }
  }

  public static Options parse(List<String> arguments) {
    Options options = new Options();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!name.startsWith("--")) {
        options.faults.add("expected an option such as --data, found \"" + name + '"');
      } else if (i + 1 == arguments.size()) {
        options.faults.add(name + " needs a value");
      } else if (options.given.put(name.substring(2), arguments.get(i + 1)) != null) {
        options.faults.add(name + " stands there twice");
      }
    }
    return options;
  }

  public String text(String name, String fallback) {
    known.add(name);
    return given.getOrDefault(name, fallback);
  }

  /**
   * An option that must be there; a dummy comes back where it is missing, and the fault is kept.
   */
  public String required(String name) {
    known.add(name);
    if (!given.containsKey(name)) {
      faults.add("--" + name + " is missing");
    }
    return given.getOrDefault(name, "missing");
  }

  public boolean has(String name) {
    known.add(name);
    return given.containsKey(name);
  }

  public Path path(String name) {
    return Path.of(required(name));
  }

  public long number(String name, long fallback, long min, long max) {
    return read(
        name,
        fallback,
        text -> {
          long value = Long.parseLong(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException();
          }
          return value;
        },
        "a whole number from " + min + " to " + max);
  }

  /** A duration such as {@code 250ms}, {@code 20s}, {@code 5m} or {@code 2h}. */
  public Duration duration(String name, Duration fallback) {
    return read(name, fallback, Options::parseDuration, "a duration such as 250ms, 20s, 5m or 2h");
  }

  /** Reads a duration, for {@link #read} where more than its form is checked. */
  public static Duration parseDuration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Duration duration =
        lower.endsWith("ms")
            ? Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)))
            : Duration.parse("PT" + lower);
    if (duration.isNegative()) {
      throw new IllegalArgumentException();
    }
    return duration;
  }

  /** Any other kind of value; {@code parse} throws {@link IllegalArgumentException}. */
  public <T> T read(String name, T fallback, Function<String, T> parse, String rule) {
    known.add(name);
    String text = given.get(name);
    if (text == null) {
      return fallback;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      faults.add("--" + name + " must be " + rule + "; found \"" + text + '"');
      return fallback;
    }
  }

  /** Call it after all options were read. */
  public void check() {
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> faults.add("there is no option --" + name));
    if (!faults.isEmpty()) {
      throw new Faulty(faults);
    }
  }
}
