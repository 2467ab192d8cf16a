package dev.weir.transport.coap;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.id.Digest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which piece of which artifact: {@code /a/DIGEST?o=OFFSET&n=LENGTH}. Source: docs/protocol.md,
 * section 7.2.
 *
 * @param offset from 0
 * @param length 1 to {@link Artifacts#MAX_PIECE}
 */
record Ask(Digest artifact, long offset, int length) {
  static final String ROOT = "a";
  static final String FORM = "/a/DIGEST?o=OFFSET&n=LENGTH";

  private static final Pattern QUERY = Pattern.compile("o=([0-9]{1,18})&n=([0-9]{1,7})");

  Ask {
    if (offset < 0) {
      throw new IllegalArgumentException("offset must not be negative; found " + offset);
    }
    if (length < 1 || length > Artifacts.MAX_PIECE) {
      throw new IllegalArgumentException(
          "length must be from 1 to " + Artifacts.MAX_PIECE + "; found " + length);
    }
  }

  /** Empty where the request has another form or asks for too much. */
  static Optional<Ask> parse(List<String> path, List<String> query) {
    Matcher numbers = QUERY.matcher(String.join("&", query));
    if (path.size() != 2 || !path.get(0).equals(ROOT) || !numbers.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Ask(
              new Digest(path.get(1)),
              Long.parseLong(numbers.group(1)),
              Integer.parseInt(numbers.group(2))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  List<String> query() {
    return List.of("o=" + offset, "n=" + length);
  }
}
