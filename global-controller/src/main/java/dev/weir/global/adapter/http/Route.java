package dev.weir.global.adapter.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the API.
 *
 * @param template path with {@code {name}} for each part that differs
 */
record Route(
    String method, String template, Pattern pattern, List<String> names, Who who, Action action) {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

  /** What a route does. */
  interface Action {
    void handle(Call call, Responder out) throws RefusedCall, IOException;
  }

  static Route of(String method, String template, Who who, Action action) {
    List<String> names =
        PARAMETER.matcher(template).results().map(found -> found.group(1)).toList();
    Pattern pattern = Pattern.compile(PARAMETER.matcher(template).replaceAll("([^/:]+)"));
    return new Route(method, template, pattern, names, who, action);
  }

  /** The parts of a path that fits; empty where it does not. */
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
