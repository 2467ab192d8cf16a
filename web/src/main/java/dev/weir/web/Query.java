package dev.weir.web;

import dev.weir.protocol.wire.Limits;
import java.util.function.Function;

/**
 * A parameter of a query: how it is read and what the API's description says of it.
 *
 * @param says what it means, for the description
 * @param schema in JSON Schema
 * @param fallback what it is where it is not sent
 * @param parse throws {@link IllegalArgumentException} with the rule that a text breaks
 */
public record Query<T>(
    String name, String says, String schema, T fallback, Function<String, T> parse) {

  /** A whole number from {@code min} to {@code max}. */
  public static Query<Integer> number(String name, String says, int min, int max, int fallback) {
    return new Query<>(
        name,
        says,
        "{\"type\":\"integer\",\"minimum\":%d,\"maximum\":%d,\"default\":%d}"
            .formatted(min, max, fallback),
        fallback,
        text -> number(text, min, max));
  }

  private static int number(String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number outside.
    }
    throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
  }

  /** A text of at most so many characters that is parsed; empty where it is not sent. */
  public static <T> Query<T> text(
      String name, String says, int max, T fallback, Function<String, T> parse) {
    return new Query<>(
        name,
        says,
        "{\"type\":\"string\",\"maxLength\":%d}".formatted(max),
        fallback,
        text -> parse.apply(checked(text, max)));
  }

  /** A short text as it is. */
  public static Query<String> text(String name, String says) {
    return text(name, says, Limits.TEXT, "", Function.identity());
  }

  private static String checked(String text, int max) {
    if (text.length() > max) {
      throw new IllegalArgumentException("must be at most " + max + " characters");
    }
    return text;
  }
}
