package dev.weir.builder.adapter.http;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Malformed;

/**
 * What a server answered.
 *
 * @param where the request, for people
 */
record Answer(String where, int status, String text) {
  private static final int SHOWN = 200;

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** The problem that the answer states, or one made of what it says instead. */
  Problem problem() {
    try {
      return Problem.CODEC.fromJson(text);
    } catch (Malformed e) {
      String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
      return new Problem(
          "about:blank", "refused", status, where + " answered " + status + ": " + shown, "");
    }
  }
}
