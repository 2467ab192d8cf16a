package dev.weir.console.form;

import java.util.List;
import java.util.Map;

/**
 * What a form sent, by field; a field may be sent more than once.
 *
 * @param values in the order in which they were sent
 */
public record Fields(Map<String, List<String>> values) {
  /** The first value, without blanks around it; empty where none was sent. */
  public String text(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.get(0);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream().map(String::strip).toList();
  }
}
