package dev.weir.protocol.selector;

import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label expression that chooses devices: requirements joined by commas, all of which must hold.
 * {@code key=value}, {@code key!=value}, {@code key in (a,b)}, {@code key notin (a,b)}, {@code key}
 * (the label is there) and {@code !key} (it is not). The empty selector chooses all. As in
 * Kubernetes, {@code !=} and {@code notin} also hold where the label is missing.
 */
public record Selector(String text, List<Requirement> requirements) {
  /** Chooses every device. */
  public static final Selector ALL = new Selector("", List.of());

  private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._/-]*";
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(?:(?<not>!)?(?<key>"
              + WORD
              + ")(?:\\s*(?<op>=|!=)\\s*(?<value>"
              + WORD
              + ")|\\s+(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?)\\s*");

  /** One requirement: whether the label's value is among the values, or is there at all. */
  public record Requirement(String key, boolean wanted, List<String> values) {
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      boolean found = value != null && (values.isEmpty() || values.contains(value));
      return found == wanted;
    }
  }

  /** Reads an expression; says where it goes wrong. */
  public static Selector parse(String text) {
    if (text.length() > Limits.SELECTOR) {
      throw new IllegalArgumentException(
          "selector must be at most " + Limits.SELECTOR + " characters");
    }
    if (text.isBlank()) {
      return ALL;
    }
    List<Requirement> requirements = new ArrayList<>();
    Matcher matcher = REQUIREMENT.matcher(text);
    int at = 0;
    while (true) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()
          || (matcher.end() < text.length() && text.charAt(matcher.end()) != ',')) {
        throw new IllegalArgumentException(
            "selector \""
                + text
                + "\" is wrong from character "
                + (at + 1)
                + "; a requirement is key=value, key!=value, key in (a,b), key notin (a,b), key or !key");
      }
      requirements.add(requirement(matcher));
      if (matcher.end() == text.length()) {
        return new Selector(text.strip(), List.copyOf(requirements));
      }
      at = matcher.end() + 1;
    }
  }

  private static Requirement requirement(Matcher matcher) {
    String key = matcher.group("key");
    boolean negated = matcher.group("not") != null;
    if (matcher.group("op") == null && matcher.group("set") == null) {
      return new Requirement(key, !negated, List.of());
    }
    if (negated) {
      throw new IllegalArgumentException("selector: ! stands only before a key alone");
    }
    if (matcher.group("op") != null) {
      return new Requirement(key, matcher.group("op").equals("="), List.of(matcher.group("value")));
    }
    List<String> values = new ArrayList<>();
    for (String value : matcher.group("values").split(",", -1)) {
      if (!value.strip().matches(WORD)) {
        throw new IllegalArgumentException(
            "selector: \""
                + value.strip()
                + "\" is not a value; values are words joined by commas");
      }
      values.add(value.strip());
    }
    return new Requirement(key, matcher.group("set").equals("in"), List.copyOf(values));
  }

  public boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
