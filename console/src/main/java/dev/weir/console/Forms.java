package dev.weir.console;

import dev.weir.console.form.Fields;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.wire.Limits;
import dev.weir.web.Call;
import dev.weir.web.RefusedCall;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a form sends: {@code application/x-www-form-urlencoded}. */
final class Forms {
  private static final int MAX = 64 * 1024;
  private static final int MAX_FIELDS = 512;

  private Forms() {}

  static Fields of(Call call) throws RefusedCall, IOException {
    return parse(call.body(MAX).utf8());
  }

  /** Why somebody does something, as long as it may be. */
  static String reason(Fields form) {
    String reason = form.text("reason");
    return reason.substring(0, Math.min(reason.length(), Limits.TEXT));
  }

  /** The parameters of the address. */
  static Fields query(Call call) throws RefusedCall {
    String query = call.request().getHttpURI().getQuery();
    return parse(query == null ? "" : query);
  }

  static Fields parse(String text) throws RefusedCall {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String[] pairs = text.split("&", MAX_FIELDS + 1);
    if (pairs.length > MAX_FIELDS) {
      throw new RefusedCall(Code.MALFORMED, "a form has at most " + MAX_FIELDS + " fields");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values
            .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(decode(pair.substring(equals + 1)));
      }
    }
    return new Fields(values);
  }

  private static String decode(String text) throws RefusedCall {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(Code.MALFORMED, "a form's field can't be read: " + e.getMessage());
    }
  }
}
