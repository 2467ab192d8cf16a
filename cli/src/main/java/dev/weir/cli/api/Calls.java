package dev.weir.cli.api;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** One call to global at a time: request out, value or problem in. */
final class Calls {
  private static final int SHOWN = 200;

  private final Exchange exchange;
  private final Supplier<String> keys;

  /**
   * Calls over an exchange.
   *
   * @param keys a new one for each write
   */
  Calls(Exchange exchange, Supplier<String> keys) {
    this.exchange = exchange;
    this.keys = keys;
  }

  <T> Reply<T> get(String path, Codec<T> codec) {
    return send(Exchange.Request.get(path), codec);
  }

  /** Asks with a body for something that changes nothing. */
  <T> Reply<T> ask(String path, String body, Codec<T> codec) {
    return send(new Exchange.Request("POST", path, body, "", ""), codec);
  }

  /**
   * Changes something.
   *
   * @param match the tag of what was seen; empty: whatever it is now
   */
  <T> Reply<T> write(String method, String path, String body, String match, Codec<T> codec) {
    return send(new Exchange.Request(method, path, body, keys.get(), match), codec);
  }

  /** Changes something that is not shown. */
  <T> Reply<T> tell(String path, String body, T value) {
    Exchange.Request request = new Exchange.Request("POST", path, body, keys.get(), "");
    Exchange.Answer answer = exchange.send(request);
    return isGood(answer)
        ? new Reply.Done<>(value, answer.tag())
        : new Reply.Refused<>(problem(request, answer));
  }

  private <T> Reply<T> send(Exchange.Request request, Codec<T> codec) {
    Exchange.Answer answer = exchange.send(request);
    if (!isGood(answer)) {
      return new Reply.Refused<>(problem(request, answer));
    }
    try {
      return new Reply.Done<>(codec.fromJson(answer.body()), answer.tag());
    } catch (Malformed e) {
      throw new NoAnswer(
          request.path()
              + ": global answers what this command does not understand ("
              + e.getMessage()
              + "); are both of one version?",
          e);
    }
  }

  private static boolean isGood(Exchange.Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }

  private static Problem problem(Exchange.Request request, Exchange.Answer answer) {
    try {
      return Problem.CODEC.fromJson(answer.body());
    } catch (Malformed e) {
      String body = answer.body();
      String shown = body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "...";
      return new Problem(
          "about:blank",
          "refused",
          answer.status(),
          request.method() + " " + request.path() + " is answered " + answer.status() + " " + shown,
          "");
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
