package dev.weir.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with {@code {name}} for each part that differs: one segment, or a part of one up to a
 * colon. {@code {name...}} at the end takes the rest of the path, slashes and all.
 */
record Template(String text, Pattern pattern, List<String> names) {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)(\\.\\.\\.)?}");

  static Template of(String text) {
    StringBuilder regex = new StringBuilder();
    List<String> names = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(text);
    int at = 0;
    while (parameter.find()) {
      regex.append(Pattern.quote(text.substring(at, parameter.start())));
      regex.append(parameter.group(2) == null ? "([^/:]+)" : "(.+)");
      names.add(parameter.group(1));
      at = parameter.end();
    }
    regex.append(Pattern.quote(text.substring(at)));
    return new Template(text, Pattern.compile(regex.toString()), List.copyOf(names));
  }

  /** The parts of a path that fits, by name; empty where it does not. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      parts.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(parts);
  }
}
