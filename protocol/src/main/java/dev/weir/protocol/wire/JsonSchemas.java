package dev.weir.protocol.wire;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The JSON Schemas (2020-12) of messages by name, as JSON: what {@link Type#schema} refers to. Each
 * message stands there once, however often it is part of another.
 */
public final class JsonSchemas {
  private final SortedMap<String, String> rules = new TreeMap<>();
  private final String place;

  /**
   * @param place where they will stand, such as {@code #/components/schemas/}
   */
  public JsonSchemas(String place) {
    this.place = place;
  }

  /** A reference to a named message, whose own schema is made where it is not there yet. */
  String reference(String name, Supplier<String> rule) {
    if (!rules.containsKey(name)) {
      rules.put(name, ""); // A message may be part of itself.
      rules.put(name, rule.get());
    }
    return "{\"$ref\":\"" + place + name + "\"}";
  }

  /** All of them so far, by name. */
  public SortedMap<String, String> rules() {
    return Collections.unmodifiableSortedMap(rules);
  }
}
