package dev.weir.web;

import dev.weir.protocol.api.Claim;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.wire.Bytes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** The headers in which callers set terms for a write. */
final class Headers {
  static final String KEY = "Idempotency-Key";
  static final String MATCH = "If-Match";
  static final String TAG = "ETag";

  private static final Pattern KEY_TEXT = Pattern.compile("[!#-\\[\\]-~]{1,128}");
  private static final Pattern TAG_TEXT = Pattern.compile("\"([!#-~]{1,128})\"");

  private Headers() {}

  /**
   * That this request is one and the same, where the caller says so. The key is a string as
   * structured fields have it (RFC 9651), in quotation marks; without them it is taken too.
   */
  static Optional<Claim> claim(Call call, Bytes body) throws RefusedCall {
    Optional<String> header = call.header(KEY).map(String::strip);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String text = header.get();
    boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String key = isQuoted ? text.substring(1, text.length() - 1) : text;
    if (!KEY_TEXT.matcher(key).matches()) {
      throw new RefusedCall(
          Code.MALFORMED,
          KEY + " must be 1 to 128 visible ASCII characters but \\ and \", such as a UUID");
    }
    Request request = call.request();
    Bytes head =
        Bytes.ofUtf8(request.getMethod() + " " + request.getHttpURI().getPathQuery() + "\n");
    return Optional.of(new Claim(Bytes.ofUtf8(key).digest(), head.concat(body).digest()));
  }

  /** The tag of what the caller has read, where it says so; {@code *} is whatever there is. */
  static Optional<String> match(Call call) throws RefusedCall {
    Optional<String> header = call.header(MATCH).map(String::strip);
    if (header.isEmpty() || header.get().equals("*")) {
      return Optional.empty();
    }
    var tag = TAG_TEXT.matcher(header.get());
    if (!tag.matches()) {
      throw new RefusedCall(
          Code.MALFORMED, MATCH + " must be one ETag of an answer, in quotation marks, or *");
    }
    return Optional.of(tag.group(1));
  }
}
