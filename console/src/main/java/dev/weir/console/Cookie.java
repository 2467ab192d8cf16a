package dev.weir.console;

import dev.weir.web.Call;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/**
 * A cookie that only this host sees, over TLS only, out of reach of scripts and of other sites.
 * Cookies do not tell ports apart, so each controller's have names of their own.
 */
record Cookie(String name) {
  /** For one controller, such as {@code global} or {@code region north}. */
  static Cookie of(String node, String purpose) {
    String word = node.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return new Cookie("__Host-weir-" + word + "-" + purpose);
  }

  Optional<String> in(Call call) {
    return Request.getCookies(call.request()).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** The header that sets it. */
  String set(String value, Duration life) {
    return name
        + "="
        + value
        + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age="
        + life.toSeconds();
  }

  String clear() {
    return set("", Duration.ZERO);
  }
}
